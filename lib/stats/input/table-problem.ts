import type { Problem } from '../result'
import { sizeProblem } from './size-problem'

/** A rectangular table of counts with at least one row and column, and at least one observation. */
export function tableProblem(table: readonly (readonly number[])[]): Problem | null {
  for (const row of table) {
    const problem = sizeProblem(...row)
    if (problem) return problem
  }
  const columns = table[0]?.length ?? 0
  if (table.some((row) => row.length !== columns)) return { status: 'invalid', reason: 'LENGTH_MISMATCH' }
  return table.some((row) => row.some((cell) => cell > 0)) ? null : { status: 'insufficient', reason: 'NO_DATA' }
}
