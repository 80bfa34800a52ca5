import { notFound } from '@/lib/kernel/app-error'
import { defineQuery } from '@/lib/server/operation'
import { compareVariantsInput, compareVariantsOutput } from '../contract'
import { compareTotals } from '../domain/compare-totals'
import { KIND } from '../domain/kinds'
import { Totals } from '../domain/totals'
import { trafficOf } from '../domain/traffic-metrics'
import { monitoredVariants, specBodies } from '../reads/monitored-variants'
import { resolveWindow } from '../reads/resolve-window'
import { totalsByVariant } from '../reads/totals-by-variant'
import { readDataThrough } from '../store/data-through'
import { readCells } from '../store/rollup-reader'

/** Two variants side by side: each metric, B - A with its interval, and a word that never claims more than the interval. */
export const compareVariants = defineQuery({
  name: 'monitoring.compare-variants',
  permission: 'monitoring:read',
  input: compareVariantsInput,
  output: compareVariantsOutput,
  async run(ctx, input) {
    const window = resolveWindow(input, ctx.clock.now().getTime())
    const variants = await monitoredVariants(ctx.workspace.id, input.deploymentId)
    const [a, b] = [input.a, input.b].map((id) => variants.find((variant) => variant.id === id))
    if (a === undefined || b === undefined) throw notFound('variant')
    const kinds = [KIND.traffic, KIND.latency, KIND.outcome, KIND.residual]
    const answer = await readCells({
      deploymentId: input.deploymentId,
      kinds,
      variantIds: [a.id, b.id],
      coarsest: '1d',
      ...window,
    })
    const totals = totalsByVariant(answer)
    const specs = await specBodies(answer.cells.map(({ specId }) => specId))
    const side = (variant: typeof a) => ({ totals: totals.get(variant.id) ?? new Totals(), task: variant.task })
    const head = (variant: typeof a) => ({
      variantId: variant.id,
      versionNumber: variant.versionNumber,
      requests: trafficOf(side(variant).totals).requests,
    })
    return {
      from: new Date(answer.fromMs).toISOString(),
      to: new Date(answer.toMs).toISOString(),
      snapped: answer.snapped,
      dataThrough: (await readDataThrough(input.deploymentId))?.toISOString() ?? null,
      a: head(a),
      b: head(b),
      metrics: compareTotals(side(a), side(b), specs),
    }
  },
})
