import { sizeProblem } from '../input/size-problem'
import { insufficient, invalid, type Method, ok, type Result, refuse } from '../result'

const METHOD: Method = { method: 'drift.mergeGroups', version: 1, assumptions: ['EXACT'] }

/**
 * Neighbouring bins joined to about `targetGroups` groups of equal reference count, as inclusive [first, last] bins,
 * in integer arithmetic: a group closes once cumulative * G >= (g + 1) N. A last group without reference rows joins
 * its neighbour, so no expected cell of the chi-square test is empty on the reference side.
 */
export function mergeGroups({
  refCounts,
  targetGroups = 16,
}: {
  refCounts: readonly number[]
  targetGroups?: number
}): Result<{ groups: [first: number, last: number][] }> {
  const n = refCounts.reduce((sum, count) => sum + count, 0)
  const problem = sizeProblem(...refCounts, targetGroups)
  if (problem) return refuse(METHOD, n, problem)
  if (targetGroups < 1) return invalid(METHOD, n, 'COUNT_OUT_OF_RANGE')
  if (n === 0) return insufficient(METHOD, n, 'NO_DATA')
  const groups: [number, number][] = []
  let first = 0
  let count = 0
  let cumulative = 0
  for (const [bin, inBin] of refCounts.entries()) {
    count += inBin
    cumulative += inBin
    if (count > 0 && groups.length < targetGroups - 1 && cumulative * targetGroups >= (groups.length + 1) * n) {
      groups.push([first, bin])
      first = bin + 1
      count = 0
    }
  }
  const last = refCounts.length - 1
  const neighbour = groups.at(-1)
  if (count > 0 || neighbour === undefined) groups.push([first, last])
  else neighbour[1] = last
  return ok(METHOD, n, { groups })
}
