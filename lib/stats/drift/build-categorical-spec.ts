import { sizeProblem } from '../input/size-problem'
import { insufficient, invalid, type Method, ok, type Result, refuse } from '../result'
import { compareCodePoints } from './compare-code-points'

const METHOD: Method = { method: 'drift.buildCategoricalSpec', version: 1, assumptions: ['EXACT'] }
const KNOWN_VALUES = 10_000

/**
 * The K most frequent categories of the reference, ties by code point; the rest is `other`. The known tail (most
 * frequent first, at most 10 000 values) tells a rare value from a new one; when it had to be cut, `tailTruncated` says
 * that unseen values cannot be called new.
 */
export function buildCategoricalSpec({
  counts,
  topK = 64,
}: {
  counts: Readonly<Record<string, number>>
  topK?: number
}): Result<{ categories: string[]; counts: number[]; other: number; knownTail: string[]; tailTruncated: boolean }> {
  const entries = Object.entries(counts).filter(([, count]) => count !== 0)
  const n = entries.reduce((sum, [, count]) => sum + count, 0)
  for (const [, count] of entries) {
    const problem = sizeProblem(count)
    if (problem) return refuse(METHOD, n, problem)
  }
  if (!Number.isSafeInteger(topK) || topK < 1) return invalid(METHOD, n, 'COUNT_OUT_OF_RANGE')
  if (n === 0) return insufficient(METHOD, n, 'NO_DATA')
  entries.sort(([nameA, countA], [nameB, countB]) => countB - countA || compareCodePoints(nameA, nameB))
  const top = entries.slice(0, topK)
  const tail = entries.slice(topK)
  return ok(METHOD, n, {
    categories: top.map(([name]) => name),
    counts: top.map(([, count]) => count),
    other: tail.reduce((sum, [, count]) => sum + count, 0),
    knownTail: tail.slice(0, KNOWN_VALUES).map(([name]) => name),
    tailTruncated: tail.length > KNOWN_VALUES,
  })
}
