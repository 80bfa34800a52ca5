import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { finished } from 'node:stream/promises'
import type { Figure } from './figure'
import { monitoredReference } from './monitored-reference'
import { withDatabase } from './with-database'

const FEATURES = 10
const ROUNDS = 3
const ROWS_PER_ROUND = 40_000

/** Predictions through HTTP, validated and rolled up, against bare COPY of the same rows into a table without indexes. */
export function run(): Promise<Figure[]> {
  return withDatabase(measure)
}

async function measure(): Promise<Figure[]> {
  const { newId } = await import('@/lib/kernel/new-id')
  const { seedMonitoredDeployment } = await import('@/lib/monitoring/testing/seed-monitored-deployment')
  const { ingestPredictions } = await import('@/lib/monitoring/ingest-port')
  const deployment = await seedMonitoredDeployment()
  await monitoredReference(deployment, FEATURES)
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      ingestPredictions({
        principal: deployment.agent,
        workspaceId: deployment.workspaceId,
        body: Buffer.concat(chunks),
        format: 'ndjson',
      }).then(
        (answer) => response.end(JSON.stringify(answer)),
        (error: unknown) => {
          response.statusCode = 500
          response.end(String(error))
        },
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const bodies = (rowsPerBatch: number) =>
    Array.from({ length: ROWS_PER_ROUND / rowsPerBatch }, () => {
      const head = { schema: 'slipway.predictions/1', batchId: newId(), deploymentId: deployment.deploymentId }
      const lines = Array.from({ length: rowsPerBatch }, (_, i) =>
        JSON.stringify(prediction(newId(), i % 2 === 0 ? deployment.champion : deployment.challenger)),
      )
      return `${JSON.stringify(head)}\n${lines.join('\n')}`
    })
  const send = async (queue: string[]) => {
    for (let body = queue.pop(); body !== undefined; body = queue.pop()) {
      const answer = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/x-ndjson' } })
      if (!answer.ok) throw new Error(`ingest answered ${answer.status}: ${await answer.text()}`)
      await answer.arrayBuffer()
    }
  }
  const rate = async (rowsPerBatch: number) => {
    const queue = bodies(rowsPerBatch)
    const start = performance.now()
    await Promise.all(Array.from({ length: 4 }, () => send(queue)))
    return (ROWS_PER_ROUND * 1000) / (performance.now() - start)
  }
  await rate(5000)
  const large: number[] = []
  const small: number[] = []
  const copy: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    copy.push(await bareCopy(deployment.deploymentId))
    large.push(await rate(5000))
    small.push(await rate(500))
  }
  await new Promise((resolve) => server.close(resolve))
  const baseline = middle(copy)
  return [
    figure('ingest.copy', copy, null, null),
    figure('ingest.batches-of-5000', large, baseline, 0.25),
    figure('ingest.batches-of-500', small, baseline, 0.05),
  ]
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
  const { encodePredictions } = await import('@/lib/monitoring/store/copy-predictions')
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
  const data = encodePredictions(deploymentId, newId(), rows)
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
    stream.end(data)
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
