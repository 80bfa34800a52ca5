/** Why the built-in server could not load a version, said before anybody is asked to approve it; null: it can. */
export function servingProblem(format: string | null, metadata: unknown): string | null {
  if (format !== 'onnx') return `Agents serve ONNX; this version is ${format ?? 'of no known format'}.`
  const { onnx } = (metadata ?? {}) as { onnx?: { customDomains?: unknown } }
  const domains = Array.isArray(onnx?.customDomains) ? onnx.customDomains.map(String) : []
  return domains.length === 0 ? null : `It uses operators of ${domains.slice(0, 5).join(', ')}, which no agent knows.`
}
