import type { CompiledSpec } from '@/lib/monitoring/domain/compiled-spec'
import type { MonitoredDeployment } from '@/lib/monitoring/testing/seed-monitored-deployment'
import type { Figure } from './figure'
import { monitoredReference } from './monitored-reference'
import { withDatabase } from './with-database'

const DAY_MS = 86_400_000
const SLOTS = 288
const ROUNDS = 25
const SMALL = 10_000
const LARGE = 10_000_000
/** Rows that are really binned per slot; a slot that stands for more is this sample times a whole number. */
const SAMPLE = 1000

/** Data of the deployment page (24 h: totals, series, drift) when the day stands for 10^4 and for 10^7 predictions. */
export function run(): Promise<Figure[]> {
  return withDatabase(measure)
}

async function measure(): Promise<Figure[]> {
  const small = await dayOf(SMALL)
  const large = await dayOf(LARGE)
  const samples = { small: [] as number[], large: [] as number[] }
  for (let round = -3; round < ROUNDS; round += 1) {
    const pair = { small: await pageMs(small), large: await pageMs(large) }
    if (round < 0) continue
    samples.small.push(pair.small)
    samples.large.push(pair.large)
  }
  const baseline = figure('dashboard.1e4-predictions', samples.small, null, null)
  return [baseline, figure('dashboard.1e7-predictions', samples.large, baseline.median, 1.5)]
}

/** A deployment whose last 24 hours hold this many predictions, labelled, with a reference of ten features. */
async function dayOf(predictions: number): Promise<MonitoredDeployment> {
  const { seedMonitoredDeployment } = await import('@/lib/monitoring/testing/seed-monitored-deployment')
  const { compileSpec } = await import('@/lib/monitoring/domain/compiled-spec')
  const { applyDeltas } = await import('@/lib/monitoring/store/rollup-writer')
  const { ensureEventDays } = await import('@/lib/monitoring/store/partitions')
  const { saveSpec } = await import('@/lib/monitoring/store/specs')
  const { streamId } = await import('@/lib/monitoring/store/streams')
  const { holdHorizons } = await import('@/lib/monitoring/store/horizons')
  const { inTransaction } = await import('@/lib/monitoring/store/transaction')
  const { compactSettled } = await import('@/lib/monitoring/store/compaction')
  const { pool } = await import('@/lib/server/database')
  const deployment = await seedMonitoredDeployment()
  const body = await monitoredReference(deployment, 10)
  const spec = compileSpec(await saveSpec(deployment.workspaceId, body), body)
  const now = Date.now()
  const first = Math.floor((now - DAY_MS) / 300_000) * 300_000
  await ensureEventDays([first, now])
  for (const variant of [deployment.champion, deployment.challenger]) {
    const stream = await streamId({
      workspaceId: deployment.workspaceId,
      deploymentId: deployment.deploymentId,
      generation: 1,
      variantId: variant.variantId,
      versionId: variant.versionId,
      role: 1,
      source: 1,
      origin: 1,
    })
    const perSlot = Math.round(predictions / SLOTS / 2)
    const sample = Math.min(SAMPLE, perSlot)
    for (let slot = 0; slot < SLOTS; slot += 1) {
      const cells = await slotCells(stream, first + slot * 300_000, spec, sample, Math.round(perSlot / sample))
      await inTransaction(async (client) =>
        applyDeltas(client, deployment.deploymentId, cells, await holdHorizons(client), 0),
      )
    }
  }
  while ((await compactSettled(pool(), now)) > 0);
  await pool().query('BEGIN; SET LOCAL statement_timeout = 0; ANALYZE mon.rollup_5m, mon.rollup_1h; COMMIT')
  return deployment
}

async function slotCells(stream: string, slotMs: number, spec: CompiledSpec, rows: number, times: number) {
  const { BatchBinner } = await import('@/lib/monitoring/store/batch-binner')
  const { CellSet } = await import('@/lib/monitoring/domain/cell')
  const { countLabel } = await import('@/lib/monitoring/domain/label-contribution')
  const { NO_DEFAULTS, readPrediction } = await import('@/lib/monitoring/domain/read-prediction')
  const outcomes = new CellSet()
  const binned = Array.from({ length: rows }, (_, line) => {
    const features = Object.fromEntries(spec.features.map(({ name }) => [name, Math.random() * 100]))
    const latencyMs = 5 * Math.exp(0.5 * (Math.random() + Math.random() + Math.random() - 1.5))
    const score = Math.random()
    const row = readPrediction(
      { id: `r${line}`, time: slotMs, latencyMs, features, prediction: 1, scores: score },
      line,
      NO_DEFAULTS,
    )
    const answer = { predClass: score >= 0.5 ? 1 : 0, scoreQ: Math.round(score * 2 ** 30), predValue: null }
    const label = { value: Math.random() < score ? '1' : '0', labelMs: slotMs + 60_000, source: 0, retracted: false }
    countLabel(
      outcomes,
      { ...answer, streamId: stream, slotMs, eventMs: slotMs, specId: spec.specId },
      label,
      spec.body,
      1,
    )
    return {
      row,
      pid: '\0'.repeat(16),
      streamId: stream,
      specId: spec.specId,
      answer,
      contrib: null,
      subject: null,
      unit: null,
    }
  })
  const binner = new BatchBinner(slotMs)
  binner.add(binned, new Map([[spec.specId, spec]]))
  const { cells } = binner.deltas()
  const scale = (vector: Float64Array) => vector.map((x) => x * times)
  return [...cells, ...outcomes.list()].map((cell) => ({
    ...cell,
    n: scale(cell.n),
    s: scale(cell.s),
    c: scale(cell.c),
  }))
}

/** Milliseconds of everything that the deployment page asks for. */
async function pageMs(deployment: MonitoredDeployment): Promise<number> {
  const { runQuery } = await import('@/lib/server/run-query')
  const { getDeploymentSummary } = await import('@/lib/monitoring/use-cases/get-deployment-summary')
  const { getDeploymentSeries } = await import('@/lib/monitoring/use-cases/get-deployment-series')
  const { getDrift } = await import('@/lib/monitoring/use-cases/get-drift')
  const principal = { kind: 'job' as const, id: 'bench', name: 'bench', permissions: ['monitoring:read' as const] }
  const call = { principal, workspace: deployment.workspaceId, input: { deploymentId: deployment.deploymentId } }
  const start = performance.now()
  await Promise.all([
    runQuery(getDeploymentSummary, call),
    runQuery(getDeploymentSeries, call),
    runQuery(getDrift, call),
  ])
  return performance.now() - start
}

function figure(name: string, samples: readonly number[], baseline: number | null, target: number | null): Figure {
  const sorted = [...samples].sort((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0
  const ratio = baseline === null ? null : median / baseline
  const [min, max] = [sorted[0] ?? 0, sorted.at(-1) ?? 0]
  return { name, value: median, unit: 'ms', baseline, ratio, target, n: sorted.length, min, median, max }
}
