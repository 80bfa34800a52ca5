import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'

const testDb = await useTestDatabase()
const { seedMonitoredDeployment } = await import('./testing/seed-monitored-deployment')
const { rollupSnapshot } = await import('./testing/rollup-snapshot')
const { ingestPredictions } = await import('./ingest-port')
const { ingestLabels } = await import('./label-port')
const { newId } = await import('@/lib/kernel/new-id')
const { pool } = await import('@/lib/server/database')
type Seeded = Awaited<ReturnType<typeof seedMonitoredDeployment>>

afterAll(() => testDb.drop())

const NOW = Date.now()
const OUTCOME_KINDS = [6, 7, 8]

const predictions = (d: Seeded, records: object[]) =>
  ingestPredictions({
    principal: d.agent,
    workspaceId: d.workspaceId,
    body: { schema: 'slipway.predictions/1', batchId: newId(), deploymentId: d.deploymentId, records },
  })
const labels = (d: Seeded, records: object[]) =>
  ingestLabels({
    principal: d.token,
    workspaceId: d.workspaceId,
    body: { schema: 'slipway.labels/1', batchId: newId(), deploymentId: d.deploymentId, records },
  })
const row = (d: Seeded, id: string, score: number, over: object = {}) => ({
  id,
  time: NOW - 60_000,
  variantId: d.champion.variantId,
  generation: 1,
  prediction: score >= 0.5 ? 1 : 0,
  scores: score,
  ...over,
})
/** Ids of streams and deployments differ between runs; roles and integers must not. */
async function outcomes(d: Seeded): Promise<string[]> {
  const snapshot = await rollupSnapshot(d.deploymentId, OUTCOME_KINDS)
  return Object.entries(snapshot)
    .map(([key, sums]) => key.replace(d.champion.variantId, 'A').replace(d.challenger.variantId, 'B') + sums)
    .sort()
}

test('a label joins the live row and its mirrored copy, and the confusion table holds both', async () => {
  const d = await seedMonitoredDeployment()
  await predictions(d, [row(d, 'x', 0.9), row(d, 'x', 0.2, { variantId: d.challenger.variantId, mirrored: true })])
  expect(await labels(d, [{ predictionId: 'x', value: 1, labelTime: NOW }])).toMatchObject({
    joined: 1,
    pending: 0,
    rejected: 0,
  })
  const { rows } = await pool().query<{ role: number; n: string[] }>(
    'SELECT s.role, r.n FROM mon.rollup_5m r JOIN mon.stream s USING (stream_id) WHERE r.deployment_id = $1 AND kind = 6 ORDER BY s.role',
    [d.deploymentId],
  )
  const blocks = rows.map(({ role, n }) => [
    role,
    ...[0, 1, 2, 3].map((b) =>
      n
        .slice(b * 64, b * 64 + 64)
        .map(Number)
        .reduce((a, x) => a + x, 0),
    ),
  ])
  expect(blocks).toEqual([
    [1, 0, 0, 0, 1],
    [3, 0, 1, 0, 0],
  ])
})

test('a label before its prediction waits and is joined when the prediction comes', async () => {
  const early = await seedMonitoredDeployment()
  expect(await labels(early, [{ predictionId: 'x', value: 1, labelTime: NOW }])).toMatchObject({
    joined: 0,
    pending: 1,
  })
  await predictions(early, [row(early, 'x', 0.9)])
  const late = await seedMonitoredDeployment()
  await predictions(late, [row(late, 'x', 0.9)])
  await labels(late, [{ predictionId: 'x', value: 1, labelTime: NOW }])
  expect(await outcomes(early)).toEqual(await outcomes(late))
  expect(await outcomes(late)).toHaveLength(2)
})

test('an equal label is unchanged, a correction replaces it, a retraction takes it out', async () => {
  const d = await seedMonitoredDeployment()
  await predictions(d, [row(d, 'x', 0.9), row(d, 'y', 0.3)])
  await labels(d, [{ predictionId: 'y', value: 0, labelTime: NOW }])
  const only = await outcomes(d)
  await labels(d, [{ predictionId: 'x', value: 0, labelTime: NOW }])
  expect(await labels(d, [{ predictionId: 'x', value: 0, labelTime: NOW }])).toMatchObject({ joined: 0, unchanged: 1 })
  expect(await labels(d, [{ predictionId: 'x', value: 1, labelTime: NOW }])).toMatchObject({ joined: 1 })
  expect(await labels(d, [{ predictionId: 'x', value: null, retracted: true, labelTime: NOW }])).toMatchObject({
    joined: 1,
  })
  const { rows } = await pool().query(
    'SELECT sum(c[1])::int AS labelled, sum(c[4])::int AS retracted FROM mon.rollup_5m WHERE deployment_id = $1 AND kind = 6',
    [d.deploymentId],
  )
  expect(rows[0]).toEqual({ labelled: 1, retracted: 1 })
  expect((await outcomes(d)).filter((line) => line.includes('|8|'))).toEqual(
    only.filter((line) => line.includes('|8|')),
  )
})

test('a label that is no class of the model is refused with its line', async () => {
  const d = await seedMonitoredDeployment()
  await predictions(d, [row(d, 'x', 0.9)])
  const answer = await labels(d, [{ predictionId: 'x', value: 'maybe' }, { predictionId: 'x' }])
  expect(answer.errors.map(({ line, code }) => [line, code])).toEqual([
    [1, 'class_unknown'],
    [2, 'invalid_record'],
  ])
})

test('any order of predictions, labels, corrections and retractions ends in the same integers', async () => {
  type Event =
    | { kind: 'prediction'; variant: 'champion' | 'challenger'; id: string }
    | { kind: 'label'; id: string; revision: number; value: number; retracted: boolean }
  const ids = ['a', 'b', 'c']
  const label = fc.record({
    kind: fc.constant('label' as const),
    id: fc.constantFrom(...ids),
    revision: fc.integer({ min: 1, max: 5 }),
    value: fc.integer({ min: 0, max: 1 }),
    retracted: fc.boolean(),
  })
  const history = fc
    .uniqueArray(label, { maxLength: 8, selector: ({ id, revision }) => `${id}${revision}` })
    .chain((labelEvents) => {
      const events: Event[] = [
        ...ids.map((id): Event => ({ kind: 'prediction', variant: 'champion', id })),
        { kind: 'prediction', variant: 'challenger', id: 'a' },
        ...labelEvents,
      ]
      const shuffled = fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length })
      return fc.tuple(shuffled, shuffled)
    })
  const play = async (events: Event[]) => {
    const d = await seedMonitoredDeployment()
    for (const event of events) {
      if (event.kind === 'prediction') {
        const mirrored = event.variant === 'challenger'
        await predictions(d, [
          row(d, event.id, event.id === 'a' ? 0.9 : 0.3, { variantId: d[event.variant].variantId, mirrored }),
        ])
      } else {
        const { id, revision, value, retracted } = event
        await labels(d, [{ predictionId: id, value, revision, retracted, labelTime: NOW - 30_000 + revision * 1000 }])
      }
    }
    return outcomes(d)
  }
  await fc.assert(
    fc.asyncProperty(history, async ([one, other]) => {
      expect(await play(one)).toEqual(await play(other))
    }),
    { numRuns: 12 },
  )
})

test('labels and predictions of the same ids sent at once never miss each other', async () => {
  const d = await seedMonitoredDeployment()
  const ids = Array.from({ length: 40 }, (_, i) => `r${i}`)
  const sends = ids.flatMap((id) => [
    predictions(d, [row(d, id, 0.9)]),
    predictions(d, [row(d, id, 0.9, { variantId: d.challenger.variantId, mirrored: true })]),
    labels(d, [{ predictionId: id, value: 1 }]),
  ])
  await Promise.all(sends)
  const { rows } = await pool().query(
    'SELECT sum(c[1])::int AS labelled FROM mon.rollup_5m WHERE deployment_id = $1 AND kind = 6',
    [d.deploymentId],
  )
  expect(rows[0]?.labelled).toBe(80)
})
