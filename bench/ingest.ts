import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { promisify } from 'node:util'
import type { MonitoredDeployment } from '@/lib/monitoring/testing/seed-monitored-deployment'
import type { Figure } from './figure'
import { monitoredReference } from './monitored-reference'
import { startWeb } from './web-process'
import { withDatabase } from './with-database'

const FEATURES = 10
const ROUNDS = 5
/** Two seconds of work: shorter rounds measure how young the web processes are. */
const ROWS_PER_ROUND = 200_000
const CONNECTIONS = 4
/** As many as a small installation runs; PostgreSQL and the senders want processors, too. */
const WEB_PROCESSES = 2

/** Predictions through the route and over HTTP, validated, rolled up and durable, against bare COPY of the same rows into a table without indexes. */
export function run(): Promise<Figure[]> {
  return withDatabase(measure)
}

async function measure(): Promise<Figure[]> {
  const { seedDemoIdentity } = await import('@/prisma/seed/demo-identity')
  const { seedMonitoredDeployment } = await import('@/lib/monitoring/testing/seed-monitored-deployment')
  const { workspace, serviceToken } = await seedDemoIdentity()
  const deployment = await seedMonitoredDeployment({ workspaceId: workspace.id })
  await monitoredReference(deployment, FEATURES)
  const folder = await mkdtemp(join(tmpdir(), 'slipway-ingest-'))
  const webs = await Promise.all(Array.from({ length: WEB_PROCESSES }, startWeb))
  const rate = async (rowsPerBatch: number) => {
    const file = join(folder, 'batches.ndjson')
    await writeFile(file, await batches(deployment, rowsPerBatch))
    const urls = webs.map(({ url }) => `${url}/api/v1/predictions`).join(',')
    const rows = await sendFrom([urls, String(serviceToken), String(CONNECTIONS), file])
    return rows.perSecond
  }
  try {
    await rate(5000)
    const large: number[] = []
    const small: number[] = []
    const copy: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      copy.push(await bareCopy(deployment.deploymentId))
      large.push(await rate(5000))
      small.push(await rate(500))
    }
    const baseline = middle(copy)
    return [
      figure('ingest.copy', copy, null, null),
      figure('ingest.batches-of-5000', large, baseline, 0.25),
      figure('ingest.batches-of-500', small, baseline, 0.05),
    ]
  } finally {
    for (const web of webs) await web.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** One batch a line break of its own: the bodies of a round, divided by empty lines. */
async function batches(deployment: MonitoredDeployment, rowsPerBatch: number): Promise<string> {
  const { newId } = await import('@/lib/kernel/new-id')
  const batch = () => {
    const head = { schema: 'slipway.predictions/1', batchId: newId(), deploymentId: deployment.deploymentId }
    const lines = Array.from({ length: rowsPerBatch }, (_, i) =>
      JSON.stringify(prediction(newId(), i % 2 === 0 ? deployment.champion : deployment.challenger)),
    )
    return `${JSON.stringify(head)}\n${lines.join('\n')}`
  }
  return Array.from({ length: ROWS_PER_ROUND / rowsPerBatch }, batch).join('\n\n')
}

async function sendFrom(args: string[]): Promise<{ perSecond: number }> {
  const program = join(import.meta.dirname, 'ingest-load', 'send-batches.mjs')
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args])
  return JSON.parse(stdout)
}

function prediction(id: string, { variantId }: { variantId: string }) {
  const features = Object.fromEntries(
    Array.from({ length: FEATURES }, (_, i) => [`feature_${i}`, Math.round(Math.random() * 1e6) / 1e4]),
  )
  const score = Math.round(Math.random() * 1e6) / 1e6
  return {
    id,
    time: Date.now(),
    variantId,
    generation: 1,
    latencyMs: 1 + Math.random() * 20,
    features,
    prediction: score >= 0.5 ? 1 : 0,
    scores: score,
  }
}

/** Rows per second of server-side binary COPY of the same narrow rows into an unindexed table. */
async function bareCopy(deploymentId: string): Promise<number> {
  const { newId } = await import('@/lib/kernel/new-id')
  const { from } = await import('pg-copy-streams')
  const { pool } = await import('@/lib/server/database')
  const { PredictionEncoder } = await import('@/lib/monitoring/store/copy-predictions')
  const { COPY_END, COPY_HEADER } = await import('@/lib/monitoring/store/copy-encoder')
  const { pidOf } = await import('@/lib/monitoring/store/hash-ids')
  const { readPrediction, NO_DEFAULTS } = await import('@/lib/monitoring/domain/read-prediction')
  const rows = Array.from({ length: ROWS_PER_ROUND }, (_, line) => {
    const row = readPrediction(prediction(newId(), { variantId: deploymentId }), line, NO_DEFAULTS)
    const answer = { predClass: 1, scoreQ: 5, predValue: null }
    return {
      row,
      pid: pidOf(deploymentId, row.id),
      streamId: '1',
      specId: '1',
      answer,
      contrib: Buffer.alloc(1 + 5 * FEATURES),
      subject: null,
      unit: null,
    }
  })
  const encoder = new PredictionEncoder(deploymentId, newId(), rows.length)
  encoder.add(rows)
  const data = encoder.finish()
  await pool().query('CREATE TABLE IF NOT EXISTS mon.bench_copy (LIKE mon.prediction)')
  await pool().query('TRUNCATE mon.bench_copy')
  const client = await pool().connect()
  try {
    const start = performance.now()
    const stream = client.query(
      from(
        'COPY mon.bench_copy (deployment_id, event_day, pid, stream_id, event_time, spec_id, status, latency_us, pred_class, score_q, pred_value, subject, unit, contrib, batch_id) FROM STDIN (FORMAT binary)',
      ),
    )
    stream.write(COPY_HEADER)
    stream.write(data)
    stream.end(COPY_END)
    await finished(stream)
    return (ROWS_PER_ROUND * 1000) / (performance.now() - start)
  } finally {
    client.release()
  }
}

function middle(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

function figure(name: string, samples: readonly number[], baseline: number | null, target: number | null): Figure {
  const median = middle(samples)
  return {
    name,
    value: median,
    unit: 'rows/s',
    baseline,
    ratio: baseline === null ? null : median / baseline,
    target,
    n: samples.length,
    min: Math.min(...samples),
    median,
    max: Math.max(...samples),
  }
}
