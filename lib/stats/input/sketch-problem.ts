import type { NumericSketch } from '../drift/cut'
import type { Problem } from '../result'
import { finiteListProblem } from './finite-list-problem'
import { firstProblem } from './first-problem'
import { histogramProblem } from './histogram-problem'

/** Two numeric sketches of one spec: as many sums as counts, equal bins, integer counts, finite sums. */
export function sketchProblem({ ref, cur }: { ref: NumericSketch; cur: NumericSketch }): Problem | null {
  const uneven = ref.sums.length !== ref.counts.length || cur.sums.length !== cur.counts.length
  return firstProblem(
    finiteListProblem(ref.sums),
    finiteListProblem(cur.sums),
    uneven ? { status: 'invalid', reason: 'LENGTH_MISMATCH' } : null,
    histogramProblem({ ref: ref.counts, cur: cur.counts, integers: true }),
  )
}
