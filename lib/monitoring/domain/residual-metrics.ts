import type { BinningSpec } from './binning-spec'
import { type Estimate, FEWEST, notEstimable } from './estimate'
import { KIND, RESIDUAL } from './kinds'
import { meanEstimate } from './mean-estimate'
import type { Totals } from './totals'

export interface RegressionSums {
  n: number
  sumE: number
  sumAbsE: number
  sumE2: number
  sumE4: number
}

export interface RegressionQuality {
  mae: Estimate
  rmse: Estimate
  bias: Estimate
  sums: RegressionSums
}

/** Sums in the unit of the label; each spec has its own fixed-point units. */
export function regressionSums(totals: Totals, specs: ReadonlyMap<string, BinningSpec>): RegressionSums {
  const sums: RegressionSums = { n: 0, sumE: 0, sumAbsE: 0, sumE2: 0, sumE4: 0 }
  for (const specId of totals.specsOf(KIND.residual)) {
    const spec = specs.get(specId)
    if (spec === undefined) continue
    const { c } = totals.ofSpec(KIND.residual, 0, specId)
    const { errorExp, squareExp, fourthExp } = spec.residual
    sums.n += c[RESIDUAL.labelled] ?? 0
    sums.sumE += (c[RESIDUAL.sumE] ?? 0) * 2 ** errorExp
    sums.sumAbsE += (c[RESIDUAL.sumAbsE] ?? 0) * 2 ** errorExp
    sums.sumE2 += (c[RESIDUAL.sumE2] ?? 0) * 2 ** squareExp
    sums.sumE4 += (c[RESIDUAL.sumE4] ?? 0) * 2 ** fourthExp
  }
  return sums
}

export function regressionQuality(sums: RegressionSums): RegressionQuality {
  const { n, sumE, sumAbsE, sumE2, sumE4 } = sums
  if (n < FEWEST.regression) {
    const none = notEstimable(n, n === 0 ? 'NO_DATA' : 'TOO_FEW_ROWS')
    return { mae: none, rmse: none, bias: none, sums }
  }
  const mse = meanEstimate(n, sumE2, sumE4)
  // Ends of the interval of the mean square, on the scale of its root.
  const root = (x: number | null) => (x === null ? null : Math.sqrt(Math.max(0, x)))
  return {
    mae: meanEstimate(n, sumAbsE, sumE2),
    rmse: { ...mse, value: root(mse.value), low: root(mse.low), high: root(mse.high) },
    bias: meanEstimate(n, sumE, sumE2),
    sums,
  }
}
