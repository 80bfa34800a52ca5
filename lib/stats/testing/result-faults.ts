const STATUSES = ['ok', 'insufficient', 'invalid']

/** What must never leave the library: NaN, an infinity or -0 anywhere, or an envelope with a field missing. */
export function resultFaults(result: unknown): string[] {
  return [...envelopeFaults(result), ...numberFaults(result, 'result')]
}

function envelopeFaults(result: unknown): string[] {
  if (typeof result !== 'object' || result === null || !('method' in result)) return []
  const envelope = result as Record<string, unknown>
  const faults = ['method', 'version', 'n', 'assumptions', 'status'].filter((key) => envelope[key] === undefined)
  if (!STATUSES.includes(String(envelope['status']))) faults.push(`status ${String(envelope['status'])}`)
  if (envelope['status'] !== 'ok' && typeof envelope['reason'] !== 'string') faults.push('reason')
  return faults
}

function numberFaults(value: unknown, path: string): string[] {
  if (typeof value === 'number') {
    return Number.isFinite(value) && !Object.is(value, -0) ? [] : [`${path} is ${Object.is(value, -0) ? '-0' : value}`]
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => numberFaults(item, `${path}.${key}`))
}
