import { afterAll, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'

process.env['SLIPWAY_RATE_FACTOR'] = '1000'
const testDb = await useTestDatabase()
const { call } = await import('@/lib/server/testing/call')
const { pool } = await import('@/lib/server/database')
const { mlflowScene } = await import('../mlflow/testing/mlflow-scene')
const { sealOpenHours } = await import('./seal-job')
const { GET: listExperiments } = await import('@/app/api/v1/registry/experiments/route')
const { GET: searchRuns } = await import('@/app/api/v1/registry/experiments/[experimentId]/runs/route')
const { GET: getRun } = await import('@/app/api/v1/registry/runs/[runId]/route')
const { GET: series } = await import('@/app/api/v1/registry/runs/series/route')
const { GET: compare } = await import('@/app/api/v1/registry/runs/compare/route')

const { token, workspaceId, ask, newRun } = await mlflowScene()
afterAll(() => testDb.drop())

const read = (handler: Parameters<typeof call>[0], query: string, params: Record<string, string> = {}) =>
  call(handler, { token, path: `/x?${query}`, params })

test('experiments with what happened in them, newest first, page by page', async () => {
  for (const name of ['alpha', 'beta', 'gamma']) await ask('POST', 'experiments/create', { name })
  await newRun({ experiment_id: '2', start_time: 5000 })
  const first = await read(listExperiments, 'limit=2')
  expect(first.body.items.map((one: { name: string; runCount: number }) => [one.name, one.runCount])).toEqual([
    ['gamma', 0],
    ['beta', 1],
  ])
  expect(first.body.items[1].lastRunMs).toBe(5000)
  const rest = await read(listExperiments, `limit=2&cursor=${first.body.nextCursor}`)
  expect(rest.body.items.map((one: { name: string }) => one.name)).toEqual(['alpha', 'Default'])
  expect(rest.body.nextCursor).toBeNull()
  expect((await read(listExperiments, 'name=ALPH')).body.items).toHaveLength(1)
})

test('runs of an experiment by metric, with runs that lack it last; a bad filter says what is wrong', async () => {
  for (let index = 0; index < 5; index += 1) {
    const id = await newRun({ experiment_id: '1', run_name: `r${index}` })
    if (index < 4) await ask('POST', 'runs/log-metric', { run_id: id, key: 'auc', value: index / 10, timestamp: 1 })
  }
  const names: string[] = []
  let cursor = ''
  do {
    const sort = encodeURIComponent('metrics.auc DESC')
    const page = await read(searchRuns, `limit=2&sort=${sort}${cursor}`, { experimentId: '1' })
    expect(page.status, JSON.stringify(page.body)).toBe(200)
    names.push(...page.body.items.map((one: { name: string }) => one.name))
    cursor = page.body.nextCursor === null ? '' : `&cursor=${page.body.nextCursor}`
  } while (cursor !== '')
  expect(names).toEqual(['r3', 'r2', 'r1', 'r0', 'r4'])
  const filtered = await read(searchRuns, `filter=${encodeURIComponent('metrics.auc > 0.1')}`, { experimentId: '1' })
  expect(filtered.body.items).toHaveLength(2)
  const bad = await read(searchRuns, 'filter=nonsense', { experimentId: '1' })
  expect([bad.status, bad.body.detail]).toEqual([422, 'Invalid clause(s) in filter string: nonsense'])
})

test('a run page holds experiment, models and versions; runs side by side show what differs first', async () => {
  const one = await newRun({ run_name: 'one' })
  const two = await newRun({ run_name: 'two' })
  const params = (lr: string) => [
    { key: 'lr', value: lr },
    { key: 'seed', value: '1' },
  ]
  await ask('POST', 'runs/log-batch', { run_id: one, params: params('0.1') })
  await ask('POST', 'runs/log-batch', { run_id: two, params: params('0.2') })
  await ask('POST', 'logged-models', { experiment_id: '0', name: 'm', source_run_id: one })
  const page = await read(getRun, '', { runId: one })
  expect(page.body).toMatchObject({
    name: 'one',
    experimentName: 'Default',
    versions: [],
    loggedModels: [{ name: 'm' }],
  })
  const compared = await read(compare, `runIds=${one},${two}`)
  expect(compared.body.params).toEqual([
    { key: 'lr', differs: true, values: ['0.1', '0.2'] },
    { key: 'seed', differs: false, values: ['1', '1'] },
  ])
  expect((await read(compare, `runIds=${one},${'f'.repeat(32)}`)).status).toBe(404)
})

test('a long series comes thinned, with its spike, its ends and its true length; a short one whole', async () => {
  const id = await newRun()
  await ask('POST', 'runs/log-batch', {
    run_id: id,
    metrics: [
      { key: 'long', value: 0, timestamp: 0, step: 0 },
      { key: 'flat steps', value: 0, timestamp: 0, step: 0 },
      { key: 'short', value: 'NaN', timestamp: 1, step: 1 },
      { key: 'short', value: 2, timestamp: 2, step: 2 },
    ],
  })
  await pool().query(
    `INSERT INTO tracking.point SELECT series_id, CASE key WHEN 'long' THEN i ELSE 0 END, i, CASE WHEN i = 61803 THEN 99 WHEN i % 1000 = 0 THEN 'NaN' ELSE sin(i / 5000.0) END
     FROM tracking.series, generate_series(1, 100000) i WHERE key IN ('long', 'flat steps')`,
  )
  const keys = ['long', 'flat steps', 'short'].map(encodeURIComponent).join()
  const answer = await read(series, `runIds=${id}&keys=${encodeURIComponent(keys)}&points=200`)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  const [long, flat, short] = answer.body.series
  expect(short).toMatchObject({
    key: 'short',
    count: 2,
    points: [
      [1, 1, 'NaN'],
      [2, 2, 2],
    ],
  })
  for (const line of [long, flat]) {
    expect(line.count).toBe(100_001)
    expect(line.points.length).toBeLessThanOrEqual(200)
    expect(line.points.length).toBeGreaterThan(100)
    expect(line.points.some(([, atMs, value]: [number, number, number]) => atMs === 61_803 && value === 99)).toBe(true)
    expect([line.points.at(0)?.[1], line.points.at(-1)?.[1]]).toEqual([0, 100_000])
    // The spike is in the points; a mean of the thousand points around it hardly knows of it.
    expect(line.means.length).toBe(100)
    expect(Math.max(...line.means.map(([, , value]: [number, number, number]) => value))).toBeLessThan(1.2)
  }
})

test('a part of a long series comes whole, or thinned within its own bounds', async () => {
  const id = await newRun()
  await ask('POST', 'runs/log-metric', { run_id: id, key: 'part', value: 0, timestamp: 0, step: 0 })
  await pool().query(
    `INSERT INTO tracking.point SELECT series_id, i, i, i % 7 FROM tracking.series, generate_series(1, 5000) i WHERE key = 'part'`,
  )
  const part = async (range: string) =>
    (await read(series, `runIds=${id}&keys=part&points=100&${range}`)).body.series[0]
  const whole = await part('fromStep=1000&toStep=1049')
  expect([whole.count, whole.points.length, whole.means.length]).toEqual([50, 50, 0])
  expect([whole.points.at(0)[0], whole.points.at(-1)[0]]).toEqual([1000, 1049])
  const thinned = await part('fromStep=1000&toStep=1999')
  expect([thinned.count, thinned.points.at(0)[0], thinned.points.at(-1)[0]]).toEqual([1000, 1000, 1999])
  expect((await part('fromStep=9000')).points).toEqual([])
})

test('a part by time is of the clock, or of the time since each series began, with or without steps', async () => {
  const starts = [1_000_000, 9_000_000]
  const ids = [await newRun(), await newRun()]
  for (const [index, run_id] of ids.entries())
    await ask('POST', 'runs/log-metric', { run_id, key: `timed ${index}`, value: 0, timestamp: starts[index], step: 0 })
  // The first counts steps, the second never does.
  await pool().query(
    `INSERT INTO tracking.point SELECT series_id, CASE key WHEN 'timed 0' THEN i ELSE 0 END, last_at_ms + i * 10, i % 7
     FROM tracking.series, generate_series(1, 5000) i WHERE key LIKE 'timed _'`,
  )
  const part = async (range: string) =>
    (await read(series, `runIds=${ids.join()}&keys=${encodeURIComponent('timed 0,timed 1')}&points=100&${range}`)).body
      .series
  type Line = { count: number; startMs: number; points: [number, number, number][] }
  const times = (lines: Line[]) => lines.map(({ points }) => [points.at(0)?.[1], points.at(-1)?.[1]])
  const whole = await part('clock=relative&fromMs=100&toMs=595')
  expect(whole.map((line: Line) => [line.count, line.startMs])).toEqual(starts.map((start) => [50, start]))
  expect(times(whole)).toEqual(starts.map((start) => [start + 100, start + 590]))
  const thinned = await part('clock=relative&fromMs=10000&toMs=29999')
  expect(thinned.map((line: Line) => line.count)).toEqual([2000, 2000])
  expect(times(thinned)).toEqual(starts.map((start) => [start + 10_000, start + 29_990]))
  for (const { points } of thinned) expect(points.length).toBeLessThanOrEqual(100)
  const byClock = await part('fromMs=1000000&toMs=1000200')
  expect(byClock.map((line: Line) => line.count)).toEqual([21, 0])
  expect(byClock[1].startMs).toBe(9_000_000)
})

test('an hour of the ledger is sealed once, chained to the one before', async () => {
  const id = await newRun()
  for (const key of ['a', 'b', 'c']) await ask('POST', 'runs/set-tag', { run_id: id, key, value: key })
  await pool().query(`UPDATE tracking.ledger SET at = at - interval '2 hours' WHERE entry_id % 2 = 0`)
  await pool().query(`UPDATE tracking.ledger SET at = at - interval '4 hours' WHERE entry_id % 2 = 1`)
  expect(await sealOpenHours(new Date())).toBeGreaterThanOrEqual(2)
  expect(await sealOpenHours(new Date())).toBe(0)
  const { rows } = await pool().query(
    `SELECT body FROM "AuditEvent" WHERE type = 'registry.tracking-sealed' AND "workspaceId" = $1 ORDER BY id`,
    [workspaceId],
  )
  const data = rows.map(({ body }) => JSON.parse(body.subarray(body.indexOf('{')).toString()).data)
  expect(data.length).toBeGreaterThanOrEqual(2)
  expect(data[0].previous).toBeNull()
  expect(data[1].previous).toBe(data[0].digest)
  const { rows: sums } = await pool().query(
    'SELECT sum(entries)::int AS sealed, (SELECT count(*)::int FROM tracking.ledger) AS written FROM tracking.seal',
  )
  expect(sums[0].sealed).toBe(sums[0].written)
})
