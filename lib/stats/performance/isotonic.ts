import { finiteListProblem } from '../input/finite-list-problem'
import { firstProblem } from '../input/first-problem'
import { insufficient, invalid, type Method, ok, type Result, refuse } from '../result'

const METHOD: Method = { method: 'performance.isotonic', version: 1, assumptions: ['INDEPENDENT_UNITS'] }

/**
 * Isotonic regression of labels on scores by pool-adjacent-violators (Ayer et al. 1955): the non-decreasing fit of least
 * squares, in the order of the input. Equal scores share one fitted value.
 */
export function isotonic({
  scores,
  labels,
}: {
  scores: readonly number[]
  labels: readonly number[]
}): Result<{ fitted: number[] }> {
  const n = scores.length
  const problem = firstProblem(finiteListProblem(scores), finiteListProblem(labels))
  if (problem) return refuse(METHOD, n, problem)
  if (labels.length !== n) return invalid(METHOD, n, 'LENGTH_MISMATCH')
  if (n === 0) return insufficient(METHOD, n, 'NO_DATA')
  const order = scores.map((score, row) => ({ score, row })).sort((a, b) => a.score - b.score)
  const blocks: { sum: number; rows: number[]; score: number }[] = []
  for (const { score, row } of order) {
    const label = labels[row] ?? 0
    const tied = blocks.at(-1)
    if (tied !== undefined && tied.score === score) {
      tied.sum += label
      tied.rows.push(row)
    } else blocks.push({ sum: label, rows: [row], score })
  }
  const fitted = new Array<number>(n).fill(0)
  for (const { sum, from, to, count } of pool(blocks.map(({ sum, rows }) => ({ sum, count: rows.length })))) {
    for (const { rows } of blocks.slice(from, to)) for (const row of rows) fitted[row] = sum / count
  }
  return ok(METHOD, n, { fitted })
}

interface Block {
  sum: number
  count: number
  from: number
  to: number
}

function pool(points: readonly { sum: number; count: number }[]): Block[] {
  const stack: Block[] = []
  for (const [i, { sum, count }] of points.entries()) {
    let block: Block = { sum, count, from: i, to: i + 1 }
    for (let before = stack.at(-1); before !== undefined; before = stack.at(-1)) {
      if (before.sum * block.count < block.sum * before.count) break
      block = { sum: before.sum + block.sum, count: before.count + block.count, from: before.from, to: block.to }
      stack.pop()
    }
    stack.push(block)
  }
  return stack
}
