import { defineQuery } from '@/lib/server/operation'
import { driftMatrixInput, driftMatrixOutput } from '../contract'
import { type FeatureDrift, judgeDrift } from '../domain/judge-drift'
import { KIND } from '../domain/kinds'
import { SLOT_MS } from '../domain/slots'
import { Totals } from '../domain/totals'
import { driftReference, driftVariant } from '../reads/drift-reference'
import { resolveWindow } from '../reads/resolve-window'
import { totalsByStep } from '../reads/totals-by-variant'
import { readDataThrough } from '../store/data-through'
import { readCells } from '../store/rollup-reader'

const MOST_SLOTS = 60

/** Drift of every feature over time; the features of one slot are one family of tests. */
export const getDriftMatrix = defineQuery({
  name: 'monitoring.get-drift-matrix',
  permission: 'monitoring:read',
  input: driftMatrixInput,
  output: driftMatrixOutput,
  async run(ctx, input) {
    const { fromMs, toMs } = resolveWindow(input, ctx.clock.now().getTime())
    const step =
      input.step ??
      (['5m', '1h', '1d'] as const).find((grain) => (toMs - fromMs) / SLOT_MS[grain] <= MOST_SLOTS) ??
      '1d'
    const stepMs = SLOT_MS[step]
    const variant = await driftVariant(ctx.workspace.id, input.deploymentId, input.variantId)
    const reference = await driftReference(ctx.db, ctx.workspace.id, variant.versionId)
    const first = Math.max(Math.floor(fromMs / stepMs) * stepMs, Math.ceil(toMs / stepMs) * stepMs - 400 * stepMs)
    const query = { deploymentId: input.deploymentId, kinds: [KIND.feature], variantIds: [variant.id], coarsest: step }
    const answer = await readCells({ ...query, fromMs: first, toMs })
    const steps = totalsByStep(answer, first, stepMs).get(variant.id) ?? new Map<number, Totals>()
    const slots = Array.from({ length: Math.ceil((toMs - first) / stepMs) }, (_, i) => first + i * stepMs)
    const features = reference?.spec.features ?? []
    const judged = slots.map((slot) => {
      const totals = steps.get(slot) ?? new Totals()
      const current = features.map((_, item) => totals.ofSpec(KIND.feature, item, reference?.specId ?? ''))
      return judgeDrift(features, reference?.histograms.features ?? [], current)
    })
    return {
      from: new Date(first).toISOString(),
      to: new Date(toMs).toISOString(),
      snapped: answer.snapped,
      dataThrough: (await readDataThrough(input.deploymentId))?.toISOString() ?? null,
      variantId: variant.id,
      step,
      slots: slots.map((slot) => new Date(slot).toISOString()),
      rows: features.map(({ name, kind }, item) => ({
        feature: name,
        kind,
        cells: judged.map((slot) => cellOf(slot[item])),
      })),
    }
  },
})

function cellOf(drift: FeatureDrift | undefined) {
  if (drift === undefined)
    return {
      verdict: 'NO_DATA' as const,
      reason: 'no_rows',
      effect: null,
      ratio: null,
      psi: null,
      psiNoise: null,
      pAdjusted: null,
      mde: null,
      n: 0,
    }
  const { verdict, reason, effect, floor, psi, psiNoise, pAdjusted, mde, nCur } = drift
  return {
    verdict,
    reason,
    effect,
    ratio: effect === null ? null : effect / floor,
    psi,
    psiNoise,
    pAdjusted,
    mde,
    n: nCur,
  }
}
