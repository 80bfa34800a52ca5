export interface RecordDifference<T> {
  name: string
  before: T | null
  after: T | null
  change: 'added' | 'removed' | 'changed' | 'same'
}

/** Names of either side in alphabetical order, equal values included: a comparison shows what did not move, too. */
export function compareRecords<T extends string | number>(
  before: Record<string, T>,
  after: Record<string, T>,
): RecordDifference<T>[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  return names.map((name) => {
    const was = before[name] ?? null
    const is = after[name] ?? null
    const change = was === null ? 'added' : is === null ? 'removed' : was === is ? 'same' : 'changed'
    return { name, before: was, after: is, change }
  })
}
