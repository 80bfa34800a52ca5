import { defineQuery } from '@/lib/server/operation'
import { deploymentSummaryInput, deploymentSummaryOutput, type VariantSummary } from '../contract'
import type { BinningSpec } from '../domain/binning-spec'
import { predictionBins, scoreBins } from '../domain/bins-view'
import { KIND } from '../domain/kinds'
import { latencyOf, latencyQuantileOf, meanLatencyMs } from '../domain/latency-metrics'
import { Totals } from '../domain/totals'
import { errorRateOf, trafficOf } from '../domain/traffic-metrics'
import { type MonitoredVariant, monitoredVariants, specBodies } from '../reads/monitored-variants'
import { qualityView } from '../reads/quality-view'
import { resolveWindow } from '../reads/resolve-window'
import { totalsByVariant } from '../reads/totals-by-variant'
import { readDataThrough } from '../store/data-through'
import { readCells } from '../store/rollup-reader'

const KINDS = [KIND.traffic, KIND.latency, KIND.prediction, KIND.score, KIND.outcome, KIND.residual]

/** Totals of every variant in a window, from rollups alone. */
export const getDeploymentSummary = defineQuery({
  name: 'monitoring.get-deployment-summary',
  permission: 'monitoring:read',
  input: deploymentSummaryInput,
  output: deploymentSummaryOutput,
  async run(ctx, input) {
    const window = resolveWindow(input, ctx.clock.now().getTime())
    const variants = await monitoredVariants(ctx.workspace.id, input.deploymentId)
    const answer = await readCells({ deploymentId: input.deploymentId, kinds: KINDS, coarsest: '1d', ...window })
    const totals = totalsByVariant(answer)
    const specs = await specBodies(answer.cells.map(({ specId }) => specId))
    const all = [...totals.values()].reduce((sum, each) => sum + trafficOf(each).requests - trafficOf(each).mirrored, 0)
    const seconds = (answer.toMs - answer.fromMs) / 1000
    const seen = variants.filter(({ id, role }) => totals.has(id) || role !== 'retired')
    return {
      from: new Date(answer.fromMs).toISOString(),
      to: new Date(answer.toMs).toISOString(),
      snapped: answer.snapped,
      dataThrough: (await readDataThrough(input.deploymentId))?.toISOString() ?? null,
      task: seen[0]?.task.type ?? 'none',
      variants: seen.map((variant) =>
        summarise(variant, totals.get(variant.id) ?? new Totals(), specs, { all, seconds }),
      ),
    }
  },
})

function summarise(
  variant: MonitoredVariant,
  totals: Totals,
  specs: ReadonlyMap<string, BinningSpec>,
  { all, seconds }: { all: number; seconds: number },
): VariantSummary {
  const traffic = trafficOf(totals)
  const latency = latencyOf(totals)
  // The newest spec names the bins; older ones of another reference are not mixed into it.
  const specId = totals.specsOf(KIND.prediction).sort((a, b) => Number(b) - Number(a))[0]
  const spec = specId === undefined ? undefined : specs.get(specId)
  const { requests, ok, clientErrors, serverErrors, timeouts, shed, mirrored } = traffic
  return {
    variantId: variant.id,
    versionId: variant.versionId,
    versionNumber: variant.versionNumber,
    role: variant.role,
    task: variant.task.type,
    requests,
    requestsPerSecond: requests / seconds,
    share: all === 0 ? null : (requests - mirrored) / all,
    ok,
    clientErrors,
    serverErrors,
    timeouts,
    shed,
    mirrored,
    errorRate: errorRateOf(traffic),
    latency: {
      p50: latencyQuantileOf(latency, 0.5),
      p95: latencyQuantileOf(latency, 0.95),
      p99: latencyQuantileOf(latency, 0.99),
      meanMs: meanLatencyMs(latency),
    },
    quality: qualityView(totals, variant.task, specs),
    predictions:
      spec === undefined || specId === undefined
        ? []
        : predictionBins(spec, [...predictionCounts(totals, specId, spec)]),
    scores: scoreBins(totals.of(KIND.score).n),
  }
}

/** Classes mean the same under every spec of a version; ranges only under their own. */
function predictionCounts(totals: Totals, specId: string, spec: BinningSpec): Float64Array {
  return spec.task.classes.length > 0 ? totals.of(KIND.prediction).n : totals.ofSpec(KIND.prediction, 0, specId).n
}
