import { compensatedSum } from '../sums/compensated-sum'
import { sharesOf } from './shares-of'

/** Jensen-Shannon divergence of two valid histograms, nats: KL(p || m)/2 + KL(q || m)/2 with m = (p + q)/2 (Lin 1991). */
export function jsDivergenceNats({ ref, cur }: { ref: readonly number[]; cur: readonly number[] }): number {
  const q = sharesOf(cur)
  const terms = sharesOf(ref).map((p, i) => {
    const other = q[i] ?? 0
    const middle = (p + other) / 2
    const left = p === 0 ? 0 : p * Math.log(p / middle)
    const right = other === 0 ? 0 : other * Math.log(other / middle)
    return left + right
  })
  return Math.max(0, compensatedSum(terms) / 2)
}
