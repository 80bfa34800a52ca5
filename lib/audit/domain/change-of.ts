/** Before, after and data of a decoded event; null where it has none. */
export function changeOf(event: Record<string, unknown>): { before: unknown; after: unknown; data: unknown } {
  const change = event['change']
  const { before = null, after = null } =
    typeof change === 'object' && change !== null ? (change as { before?: unknown; after?: unknown }) : {}
  return { before, after, data: event['data'] ?? null }
}
