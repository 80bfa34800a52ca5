import { Totals } from '../domain/totals'
import type { CellAnswer } from '../store/rollup-reader'

/** Sums of a window per variant. */
export function totalsByVariant({ cells, streams }: CellAnswer): Map<string, Totals> {
  const totals = new Map<string, Totals>()
  for (const cell of cells) {
    const variantId = streams.get(cell.streamId)?.variantId
    if (variantId === undefined) continue
    const sums = totals.get(variantId) ?? new Totals()
    sums.add(cell)
    totals.set(variantId, sums)
  }
  return totals
}

/** Sums per variant and step of a series. */
export function totalsByStep(
  { cells, streams }: CellAnswer,
  fromMs: number,
  stepMs: number,
): Map<string, Map<number, Totals>> {
  const variants = new Map<string, Map<number, Totals>>()
  for (const cell of cells) {
    const variantId = streams.get(cell.streamId)?.variantId
    if (variantId === undefined) continue
    const steps = variants.get(variantId) ?? new Map<number, Totals>()
    variants.set(variantId, steps)
    const at = fromMs + Math.floor((cell.slotMs - fromMs) / stepMs) * stepMs
    const sums = steps.get(at) ?? new Totals()
    sums.add(cell)
    steps.set(at, sums)
  }
  return variants
}
