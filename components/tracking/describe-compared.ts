import type { RunComparison } from '@/lib/registry/tracking/run-contract'

const NAMED = 4

/** "3 runs differ in learning_rate and depth." What is the same needs no words. */
export function describeCompared({ runs, params }: Pick<RunComparison, 'runs' | 'params'>): string {
  const names = params.filter((param) => param.differs).map((param) => param.key)
  const count = `${runs.length} ${runs.length === 1 ? 'run' : 'runs'}`
  if (runs.length < 2) return `${count}: choose another one to compare with.`
  if (names.length === 0) return `${count} with the same params.`
  const shown = names.slice(0, NAMED)
  const more = names.length - shown.length
  const list =
    more > 0
      ? `${shown.join(', ')} and ${more} more ${more === 1 ? 'param' : 'params'}`
      : shown.length === 1
        ? shown[0]
        : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
  return `${count} that differ in ${list}.`
}
