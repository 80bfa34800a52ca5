import { afterAll, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'

const testDb = await useTestDatabase()
const { seedMonitoredDeployment } = await import('./testing/seed-monitored-deployment')
const { rollupSnapshot } = await import('./testing/rollup-snapshot')
const { ingestPredictions } = await import('./ingest-port')
const { newId } = await import('@/lib/kernel/new-id')
const { pool } = await import('@/lib/server/database')

afterAll(() => testDb.drop())

const NOW = Date.now()
const record = (id: string, variantId: string, over: object = {}) => ({
  id,
  time: NOW - 1000,
  variantId,
  generation: 1,
  latencyMs: 12.5,
  prediction: 1,
  scores: 0.8,
  features: { AGEP: 31 },
  ...over,
})
const batch = (deploymentId: string, records: object[], over: object = {}) => ({
  schema: 'slipway.predictions/1',
  batchId: newId(),
  deploymentId,
  records,
  ...over,
})

test('the same batch sent again is answered as replayed and changes no rollup integer', async () => {
  const d = await seedMonitoredDeployment()
  const body = Buffer.from(
    JSON.stringify(
      batch(
        d.deploymentId,
        Array.from({ length: 50 }, (_, i) => record(`r${i}`, d.champion.variantId)),
      ),
    ),
  )
  const first = await ingestPredictions({ principal: d.agent, workspaceId: d.workspaceId, body })
  expect(first).toMatchObject({ status: 'stored', accepted: 50, duplicates: 0, rejected: 0 })
  const before = await rollupSnapshot(d.deploymentId)
  const second = await ingestPredictions({ principal: d.agent, workspaceId: d.workspaceId, body })
  expect(second).toEqual({ ...first, status: 'replayed', dataThrough: second.dataThrough })
  expect(await rollupSnapshot(d.deploymentId)).toEqual(before)
})

test('the same batch id with another body is a conflict', async () => {
  const d = await seedMonitoredDeployment()
  const one = batch(d.deploymentId, [record('a', d.champion.variantId)])
  await ingestPredictions({ principal: d.agent, workspaceId: d.workspaceId, body: one })
  const other = { ...one, records: [record('b', d.champion.variantId)] }
  await expect(
    ingestPredictions({ principal: d.agent, workspaceId: d.workspaceId, body: other }),
  ).rejects.toMatchObject({
    code: 'conflict',
    details: { reason: 'batch_conflict' },
  })
})

test('of batches that are stored together, one that is refused leaves the others alone', async () => {
  const d = await seedMonitoredDeployment()
  const send = (body: object) => ingestPredictions({ principal: d.agent, workspaceId: d.workspaceId, body })
  const known = batch(d.deploymentId, [record('known', d.champion.variantId)])
  await send(known)
  const good = Array.from({ length: 6 }, (_, i) => batch(d.deploymentId, [record(`good-${i}`, d.champion.variantId)]))
  const bad = { ...known, records: [record('other', d.champion.variantId)] }
  const ends = await Promise.allSettled([...good.slice(0, 3), bad, ...good.slice(3)].map(send))
  expect(ends.map(({ status }) => status === 'fulfilled')).toEqual([true, true, true, false, true, true, true])
  const { rows } = await pool().query('SELECT count(*)::int AS n FROM mon.prediction WHERE deployment_id = $1', [
    d.deploymentId,
  ])
  expect(rows[0]).toEqual({ n: 7 })
})

test('a batch id older than the ledger or from the future is refused', async () => {
  const d = await seedMonitoredDeployment()
  const at = (ms: number) => {
    const hex = ms.toString(16).padStart(12, '0')
    return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
  }
  const send = (batchId: string) =>
    ingestPredictions({
      principal: d.agent,
      workspaceId: d.workspaceId,
      body: batch(d.deploymentId, [record('a', d.champion.variantId)], { batchId }),
    })
  await expect(send(at(NOW - 8 * 86_400_000))).rejects.toMatchObject({ details: { reason: 'batch_too_old' } })
  await expect(send(at(NOW + 3_600_000))).rejects.toMatchObject({ details: { reason: 'batch_in_future' } })
})

test('eight equal batches at once are counted once', async () => {
  const d = await seedMonitoredDeployment()
  const body = batch(
    d.deploymentId,
    Array.from({ length: 20 }, (_, i) => record(`r${i}`, d.champion.variantId)),
  )
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => ingestPredictions({ principal: d.agent, workspaceId: d.workspaceId, body })),
  )
  expect(answers.filter(({ status }) => status === 'stored')).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 'replayed')).toHaveLength(7)
  const traffic = await pool().query(
    'SELECT sum(c[1])::int AS n FROM mon.rollup_5m WHERE deployment_id = $1 AND kind = 1',
    [d.deploymentId],
  )
  expect(traffic.rows[0]?.n).toBe(20)
})

test('two batches that share 100 ids, sent at once, count those once and report 100 duplicates', async () => {
  const d = await seedMonitoredDeployment()
  const rows = (from: number) => Array.from({ length: 200 }, (_, i) => record(`r${from + i}`, d.champion.variantId))
  const send = (records: object[]) =>
    ingestPredictions({ principal: d.agent, workspaceId: d.workspaceId, body: batch(d.deploymentId, records) })
  const answers = await Promise.all([send(rows(0)), send(rows(100))])
  expect(answers.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(300)
  expect(answers.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(100)
  const traffic = await pool().query(
    'SELECT sum(c[1])::int AS n, sum(c[12])::int AS dup FROM mon.rollup_5m WHERE deployment_id = $1 AND kind = 1',
    [d.deploymentId],
  )
  expect(traffic.rows[0]).toEqual({ n: 300, dup: 100 })
})

test('a transaction that dies before commit leaves nothing, and the retry counts once', async () => {
  const d = await seedMonitoredDeployment()
  const body = batch(
    d.deploymentId,
    Array.from({ length: 10 }, (_, i) => record(`r${i}`, d.champion.variantId)),
  )
  await pool().query(
    `CREATE FUNCTION mon.fail_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'killed'; END $$`,
  )
  await pool().query(
    'CREATE TRIGGER fail_once BEFORE UPDATE ON mon.batch FOR EACH ROW EXECUTE FUNCTION mon.fail_once()',
  )
  await expect(ingestPredictions({ principal: d.agent, workspaceId: d.workspaceId, body })).rejects.toThrow('killed')
  await pool().query('DROP TRIGGER fail_once ON mon.batch')
  expect(await rollupSnapshot(d.deploymentId)).toEqual({})
  expect(await ingestPredictions({ principal: d.agent, workspaceId: d.workspaceId, body })).toMatchObject({
    status: 'stored',
    accepted: 10,
  })
})

test('bad rows are refused one by one with their line and reason, or all together when atomic', async () => {
  const d = await seedMonitoredDeployment()
  const v = d.champion.variantId
  const rows = [
    record('good', v),
    record('bad id!', v),
    record('old', v, { time: NOW - 40 * 86_400_000 }),
    record('stranger', newId()),
    record('class', v, { prediction: 7 }),
    record('extra', v, { colour: 'red' }),
    record('none', v, { variantId: undefined }),
  ]
  const send = (over: object) =>
    ingestPredictions({ principal: d.agent, workspaceId: d.workspaceId, body: batch(d.deploymentId, rows, over) })
  await expect(send({ atomic: true })).rejects.toMatchObject({
    code: 'refused',
    details: { reason: 'atomic_rejected' },
  })
  const answer = await send({})
  expect(answer).toMatchObject({ accepted: 1, rejected: 6 })
  expect(answer.errors.map(({ line, code }) => [line, code])).toEqual([
    [2, 'invalid_record'],
    [3, 'event_time_out_of_range'],
    [4, 'variant_unknown'],
    [5, 'class_unknown'],
    [6, 'invalid_record'],
    [7, 'variant_ambiguous'],
  ])
})

test('a stranger agent, a token of other deployments and a token without the scope learn nothing or are refused', async () => {
  const d = await seedMonitoredDeployment()
  const body = batch(d.deploymentId, [record('a', d.champion.variantId)])
  const send = (principal: typeof d.agent) => ingestPredictions({ principal, workspaceId: d.workspaceId, body })
  await expect(send({ kind: 'agent', id: newId(), name: 'x', workspaceId: d.workspaceId })).rejects.toMatchObject({
    code: 'not_found',
  })
  if (d.token.kind !== 'token') throw new Error('fixture')
  await expect(send({ ...d.token, deploymentIds: [newId()] })).rejects.toMatchObject({ code: 'not_found' })
  await expect(send({ ...d.token, workspaceId: newId() })).rejects.toMatchObject({ code: 'not_found' })
  await expect(send({ ...d.token, scopes: ['monitoring:ingest-labels'] })).rejects.toMatchObject({ code: 'forbidden' })
})

test('statuses add up to requests, and every latency is in the histogram', async () => {
  const d = await seedMonitoredDeployment()
  const statuses = ['ok', 'client_error', 'server_error', 'timeout', 'cancelled', 'shed'] as const
  const rows = Array.from({ length: 60 }, (_, i) =>
    record(`r${i}`, d.challenger.variantId, { status: statuses[i % 6], latencyMs: i }),
  )
  await ingestPredictions({ principal: d.agent, workspaceId: d.workspaceId, body: batch(d.deploymentId, rows) })
  const { rows: found } = await pool().query<{ kind: number; n: string[]; c: string[] }>(
    'SELECT kind, n, c FROM mon.rollup_5m WHERE deployment_id = $1 AND kind IN (1, 2)',
    [d.deploymentId],
  )
  const traffic = found.find(({ kind }) => kind === 1)?.c.map(Number) ?? []
  expect(traffic.slice(0, 8)).toEqual([60, 10, 10, 10, 10, 10, 10, 0])
  const latency = found.find(({ kind }) => kind === 2)
  expect(latency?.n.map(Number).reduce((a, b) => a + b, 0)).toBe(60)
  expect(latency?.c.map(Number)).toEqual([60, 1_770_000, 0])
})
