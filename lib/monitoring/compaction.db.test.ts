import { afterAll, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'

const testDb = await useTestDatabase()
const { seedMonitoredDeployment } = await import('./testing/seed-monitored-deployment')
const { ingestPredictions } = await import('./ingest-port')
const { ingestLabels } = await import('./label-port')
const { compactSettled } = await import('./store/compaction')
const { dropExpired, moveHorizons, preparePartitions } = await import('./store/retention')
const { readCells } = await import('./store/rollup-reader')
const { totalsByVariant } = await import('./reads/totals-by-variant')
const { streamTotals } = await import('./door')
const { KIND } = await import('./domain/kinds')
const { newId } = await import('@/lib/kernel/new-id')
const { pool } = await import('@/lib/server/database')
type Seeded = Awaited<ReturnType<typeof seedMonitoredDeployment>>

afterAll(() => testDb.drop())

const DAY = 86_400_000
const HOUR = 3_600_000
const NOW = Date.now()
const MIDNIGHT = Math.floor(NOW / DAY) * DAY

async function send(d: Seeded, times: number[], prefix: string): Promise<void> {
  const records = times.map((time, i) => ({
    id: `${prefix}${i}`,
    time,
    variantId: d.champion.variantId,
    generation: 1,
    latencyMs: 5 + (i % 7),
    prediction: i % 2,
    scores: 0.5,
  }))
  const body = { schema: 'slipway.predictions/1', batchId: newId(), deploymentId: d.deploymentId, records }
  await ingestPredictions({ principal: d.agent, workspaceId: d.workspaceId, body })
}

async function sums(d: Seeded, coarsest: '5m' | '1d', fromMs: number, toMs: number): Promise<number[][]> {
  const kinds = [KIND.traffic, KIND.latency, KIND.prediction, KIND.score, KIND.outcome]
  const totals = totalsByVariant(await readCells({ deploymentId: d.deploymentId, kinds, fromMs, toMs, coarsest })).get(
    d.champion.variantId,
  )
  return kinds.map((kind) => {
    const { n, s, c } = totals?.of(kind) ?? { n: [], s: [], c: [] }
    return [...n, ...s, ...c]
  })
}
const spread = (fromMs: number, count: number, stepMs: number) =>
  Array.from({ length: count }, (_, i) => fromMs + i * stepMs)

test('coarse sums equal fine sums before, during and after compaction, and a late write shows at once', async () => {
  const d = await seedMonitoredDeployment()
  const from = MIDNIGHT - 3 * DAY
  await send(d, spread(from, 300, 10 * 60_000), 'a')
  const fine = await sums(d, '5m', from, MIDNIGHT)
  expect(await sums(d, '1d', from, MIDNIGHT)).toEqual(fine)
  expect(await compactSettled(pool(), NOW, 7)).toBeGreaterThan(0)
  expect(await sums(d, '1d', from, MIDNIGHT)).toEqual(fine)
  while ((await compactSettled(pool(), NOW)) > 0);
  expect(await sums(d, '1d', from, MIDNIGHT)).toEqual(fine)
  const { rows } = await pool().query('SELECT count(*)::int AS n FROM mon.dirty WHERE deployment_id = $1', [
    d.deploymentId,
  ])
  expect(rows[0]?.n).toBe(0)

  await send(d, [from + 5 * HOUR], 'late')
  const after = await sums(d, '1d', from, MIDNIGHT)
  expect(after[0]?.[0]).toBe(301)
  expect(after).toEqual(await sums(d, '5m', from, MIDNIGHT))
})

test('readers see whole sums while writers and a compactor run side by side', async () => {
  const d = await seedMonitoredDeployment()
  const from = MIDNIGHT - 2 * DAY
  let writing = true
  const writer = async (name: string) => {
    for (let i = 0; i < 8; i += 1) await send(d, spread(from + i * HOUR, 20, 60_000), `${name}${i}-`)
  }
  const compactor = async () => {
    while (writing) await compactSettled(pool(), NOW)
  }
  const reader = async () => {
    while (writing) {
      const { cells } = await readCells({
        deploymentId: d.deploymentId,
        kinds: [KIND.traffic],
        fromMs: from,
        toMs: MIDNIGHT,
        coarsest: '1d',
      })
      expect(cells.reduce((sum, { c }) => sum + (c[0] ?? 0), 0) % 20).toBe(0)
    }
  }
  const background = Promise.all([compactor(), reader()])
  await Promise.all([writer('x'), writer('y')])
  writing = false
  await background
  expect((await sums(d, '1d', from, MIDNIGHT))[0]?.[0]).toBe(320)
  expect(
    (await streamTotals({ deploymentId: d.deploymentId, variantId: d.champion.variantId, sinceGeneration: 1n }))
      .requests,
  ).toBe(320)
})

test('after the fine slots are dropped nothing is lost, and late rows and labels land in the coarser grain', async () => {
  const d = await seedMonitoredDeployment()
  const from = MIDNIGHT - 10 * DAY
  await preparePartitions(NOW)
  await send(d, spread(from, 100, 5 * 60_000), 'old')
  const before = await sums(d, '1d', from, from + DAY)
  await moveHorizons(NOW)
  const dropped = await dropExpired(pool(), NOW)
  expect(dropped.some((name) => name.startsWith('rollup_5m_'))).toBe(true)
  expect(await sums(d, '1d', from, from + DAY)).toEqual(before)
  await send(d, [from + HOUR], 'later')
  const body = {
    schema: 'slipway.labels/1',
    batchId: newId(),
    deploymentId: d.deploymentId,
    records: [{ predictionId: 'old3', value: 1 }],
  }
  expect(await ingestLabels({ principal: d.token, workspaceId: d.workspaceId, body })).toMatchObject({ joined: 1 })
  const after = await sums(d, '5m', from, from + DAY)
  expect(after[0]?.[0]).toBe(101)
  expect(after[4]?.reduce((sum, x) => sum + x, 0)).toBeGreaterThan(0)
  while ((await compactSettled(pool(), NOW)) > 0);
  expect((await sums(d, '1d', from, from + DAY))[0]?.[0]).toBe(101)
})
