import { defineQuery } from '@/lib/server/operation'
import { type DeploymentSeries, deploymentSeriesInput, deploymentSeriesOutput } from '../contract'
import type { BinningSpec, Task } from '../domain/binning-spec'
import { chooseStep } from '../domain/choose-step'
import { classificationQuality } from '../domain/confusion'
import { KIND } from '../domain/kinds'
import { latencyOf, latencyPoint } from '../domain/latency-metrics'
import { regressionQuality, regressionSums } from '../domain/residual-metrics'
import type { Totals } from '../domain/totals'
import { errorRateOf, trafficOf } from '../domain/traffic-metrics'
import { monitoredVariants, specBodies } from '../reads/monitored-variants'
import { answeredCount, labelledCount } from '../reads/quality-view'
import { resolveWindow } from '../reads/resolve-window'
import { totalsByStep } from '../reads/totals-by-variant'
import { readDataThrough } from '../store/data-through'
import { readCells, readLiveCells } from '../store/rollup-reader'

type TrafficPoint = DeploymentSeries['variants'][number]['points'][number]
type QualityPoint = DeploymentSeries['variants'][number]['quality'][number]

/** Traffic, errors, latency and quality over time, at most 400 points each; a slot without data has no point. */
export const getDeploymentSeries = defineQuery({
  name: 'monitoring.get-deployment-series',
  permission: 'monitoring:read',
  input: deploymentSeriesInput,
  output: deploymentSeriesOutput,
  async run(ctx, input) {
    const nowMs = ctx.clock.now().getTime()
    const { fromMs, toMs } = resolveWindow(input, nowMs)
    const { deploymentId } = input
    const variants = await monitoredVariants(ctx.workspace.id, deploymentId)
    const fast = chooseStep(fromMs, toMs, nowMs, true)
    const slow = chooseStep(fromMs, toMs, nowMs, false)
    const align = (stepMs: number) => Math.floor(fromMs / stepMs) * stepMs
    const requests = { deploymentId, kinds: [KIND.traffic, KIND.latency], items: [0], fromMs: align(fast.stepMs), toMs }
    const traffic =
      fast.grain === '10s' ? await readLiveCells(requests) : await readCells({ ...requests, coarsest: fast.grain })
    const quality = await readCells({
      deploymentId,
      kinds: [KIND.prediction, KIND.outcome, KIND.residual],
      fromMs: align(slow.stepMs),
      toMs,
      coarsest: slow.grain === '10s' ? '5m' : slow.grain,
    })
    const specs = await specBodies(quality.cells.map(({ specId }) => specId))
    const trafficSteps = totalsByStep(traffic, align(fast.stepMs), fast.stepMs)
    const qualitySteps = totalsByStep(quality, align(slow.stepMs), slow.stepMs)
    const seen = variants.filter(({ id, role }) => trafficSteps.has(id) || qualitySteps.has(id) || role !== 'retired')
    return {
      from: new Date(fromMs).toISOString(),
      to: new Date(toMs).toISOString(),
      snapped: traffic.snapped,
      dataThrough: (await readDataThrough(deploymentId))?.toISOString() ?? null,
      grain: fast.grain,
      stepSec: fast.stepMs / 1000,
      qualityStepSec: slow.stepMs / 1000,
      variants: seen.map(({ id, versionNumber, role, task }) => ({
        variantId: id,
        versionNumber,
        role,
        points: inOrder(trafficSteps.get(id)).map(([at, totals]) => trafficPoint(at, totals, fast.stepMs)),
        quality: inOrder(qualitySteps.get(id)).map(([at, totals]) => qualityPoint(at, totals, task, specs)),
      })),
    }
  },
})

function inOrder(steps: ReadonlyMap<number, Totals> | undefined): [number, Totals][] {
  return [...(steps ?? [])].sort(([a], [b]) => a - b)
}

function trafficPoint(at: number, totals: Totals, stepMs: number): TrafficPoint {
  const traffic = trafficOf(totals)
  const errors = errorRateOf(traffic)
  const latency = latencyOf(totals)
  return {
    at: new Date(at).toISOString(),
    requests: traffic.requests,
    requestsPerSecond: traffic.requests / (stepMs / 1000),
    errorRate: errors.value,
    errorLow: errors.low,
    errorHigh: errors.high,
    p50: latencyPoint(latency, 0.5),
    p95: latencyPoint(latency, 0.95),
    p99: latencyPoint(latency, 0.99),
  }
}

function qualityPoint(at: number, totals: Totals, task: Task, specs: ReadonlyMap<string, BinningSpec>): QualityPoint {
  const point = { at: new Date(at).toISOString(), predictions: answeredCount(totals), n: labelledCount(totals, task) }
  const none = {
    accuracy: null,
    accuracyLow: null,
    accuracyHigh: null,
    precision: null,
    recall: null,
    mae: null,
    rmse: null,
  }
  if (task.type === 'none') return { ...point, ...none }
  if (task.type === 'regression') {
    const { mae, rmse } = regressionQuality(regressionSums(totals, specs))
    return { ...point, ...none, mae: mae.value, rmse: rmse.value }
  }
  const { accuracy, precision, recall } = classificationQuality(totals, task)
  return {
    ...point,
    ...none,
    accuracy: accuracy.value,
    accuracyLow: accuracy.low,
    accuracyHigh: accuracy.high,
    precision: precision.value,
    recall: recall.value,
  }
}
