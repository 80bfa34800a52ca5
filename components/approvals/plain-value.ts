/** A stored value as words: plain things as they are, nested ones as compact JSON. */
export function plainValue(value: unknown): string {
  if (value === null || value === undefined) return 'none'
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return JSON.stringify(value)
}

/** "/steps/0/candidateBps" and "candidateBps" become words. */
export function plainTerm(path: string): string {
  const words = path
    .replace(/^\//, '')
    .replaceAll('/', ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[-_.]/g, ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
