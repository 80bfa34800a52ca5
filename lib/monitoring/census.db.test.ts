import { afterAll, beforeAll, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'

const testDb = await useTestDatabase()
const { seedMonitoredDeployment } = await import('./testing/seed-monitored-deployment')
const { CENSUS_FEATURES, censusRows, censusScores } = await import('./testing/census')
const { ingestPredictions } = await import('./ingest-port')
const { ingestLabels } = await import('./label-port')
const { buildReference: build } = await import('./domain/build-reference')
const { taskOf } = await import('./domain/task-of')
const { buildReference } = await import('./use-cases/build-reference')
const { getDeploymentSummary } = await import('./use-cases/get-deployment-summary')
const { getDeploymentSeries } = await import('./use-cases/get-deployment-series')
const { getDrift } = await import('./use-cases/get-drift')
const { getDriftMatrix } = await import('./use-cases/get-drift-matrix')
const { compareVariants } = await import('./use-cases/compare-variants')
const { runCommand } = await import('@/lib/server/run-command')
const { runQuery } = await import('@/lib/server/run-query')
const { newId } = await import('@/lib/kernel/new-id')

/** Chunks of the real stream, their place in the file and the truth about them, computed apart from Slipway with other tools. */
const CHUNKS = [
  {
    month: '2016-01',
    first: 68_785,
    last: 74_639,
    champion: { tp: 2571, fp: 683, fn: 419, tn: 2182 },
    drifting: [] as string[],
  },
  {
    month: '2017-01',
    first: 137_911,
    last: 143_824,
    champion: { tp: 2796, fp: 772, fn: 345, tn: 2001 },
    drifting: ['RELP'],
  },
  {
    month: '2017-12',
    first: 201_632,
    last: 207_545,
    champion: { tp: 635, fp: 445, fn: 1045, tn: 3789 },
    drifting: ['AGEP', 'SCHL', 'MAR', 'RELP', 'DIS', 'ESP', 'MIG', 'MIL', 'ANC', 'DREM'],
  },
]
const SIGNATURE = { classes: [0, 1], positiveClass: 1, threshold: 0.5 }
const HOUR = 3_600_000
const NOON = Math.floor(Date.now() / 86_400_000) * 86_400_000
const chunkAt = (index: number) => NOON - (index + 2) * 86_400_000

let d: Awaited<ReturnType<typeof seedMonitoredDeployment>>
const principal = {
  kind: 'job' as const,
  id: 'test',
  name: 'test',
  permissions: ['monitoring:configure', 'monitoring:read'] as const,
}
const windowOf = (index: number) => ({
  deploymentId: d.deploymentId,
  from: new Date(chunkAt(index)).toISOString(),
  to: new Date(chunkAt(index) + HOUR).toISOString(),
})
const read = <T>(run: Promise<T>) => run

beforeAll(async () => {
  d = await seedMonitoredDeployment({ signature: SIGNATURE })
  const training = censusRows('training')
  const columns = Object.fromEntries(
    CENSUS_FEATURES.map((name) => [
      name,
      training.map(({ features }) => (name === 'AGEP' ? (features[name] ?? null) : String(features[name]))),
    ]),
  )
  const built = build({
    task: taskOf('binary-classification', SIGNATURE),
    features: CENSUS_FEATURES.map((name) => ({ name, type: name === 'AGEP' ? 'numeric' : 'categorical' })),
    columns,
    target: null,
  })
  if ('problem' in built) throw new Error(built.problem)
  for (const { versionId } of [d.champion, d.challenger])
    await runCommand(buildReference, {
      principal,
      workspace: d.workspaceId,
      input: { versionId, sourceName: 'training.csv.gz', ...built },
    })
  const stream = censusRows('stream')
  for (const [index, chunk] of CHUNKS.entries()) {
    const rows = stream.filter(({ id }) => id >= chunk.first && id <= chunk.last)
    for (const role of ['champion', 'challenger'] as const) {
      const answers = await censusScores(role, rows)
      const records = rows.map(({ id, features }, i) => ({
        id: `${chunk.month}:${id}`,
        time: chunkAt(index) + (i % 12) * 300_000,
        variantId: d[role].variantId,
        generation: 1,
        mirrored: role === 'challenger',
        latencyMs: 1 + (i % 50),
        prediction: answers[i]?.label,
        scores: answers[i]?.p,
        features,
      }))
      const sent = { schema: 'slipway.predictions/1', batchId: newId(), deploymentId: d.deploymentId, records }
      const answer = await ingestPredictions({ principal: d.agent, workspaceId: d.workspaceId, body: sent })
      expect(answer).toMatchObject({ accepted: rows.length, rejected: 0, duplicates: 0 })
    }
    const labels = rows.map(({ id, employed }) => ({
      predictionId: `${chunk.month}:${id}`,
      predictionTime: chunkAt(index),
      value: employed,
    }))
    const body = { schema: 'slipway.labels/1', batchId: newId(), deploymentId: d.deploymentId, records: labels }
    expect(await ingestLabels({ principal: d.token, workspaceId: d.workspaceId, body })).toMatchObject({
      joined: rows.length,
      rejected: 0,
    })
  }
}, 120_000)
afterAll(() => testDb.drop())

test('accuracy, precision and recall of real months equal the independent truth exactly', async () => {
  for (const [index, { champion }] of CHUNKS.entries()) {
    const summary = await read(
      runQuery(getDeploymentSummary, { principal, workspace: d.workspaceId, input: windowOf(index) }),
    )
    const quality = summary.variants.find(({ variantId }) => variantId === d.champion.variantId)?.quality
    const n = champion.tp + champion.fp + champion.fn + champion.tn
    expect(quality?.confusion).toEqual({ ...champion, n })
    expect(quality?.accuracy?.value).toBeCloseTo((champion.tp + champion.tn) / n, 12)
    expect(quality?.precision?.value).toBeCloseTo(champion.tp / (champion.tp + champion.fp), 12)
    expect(quality?.recall?.value).toBeCloseTo(champion.tp / (champion.tp + champion.fn), 12)
    expect(quality?.coverage.value).toBe(1)
  }
})

test('the drift decision of every feature of real months is the independent one', async () => {
  for (const [index, { drifting }] of CHUNKS.entries()) {
    const drift = await runQuery(getDrift, {
      principal,
      workspace: d.workspaceId,
      input: { ...windowOf(index), variantId: d.champion.variantId },
    })
    const changed = drift.features.filter(({ verdict }) => verdict === 'CHANGE').map(({ feature }) => feature)
    expect(changed).toEqual(drifting)
    expect(drift.features).toHaveLength(16)
  }
})

test('effects of a real month agree with SciPy to the binning error', async () => {
  const drift = await runQuery(getDrift, {
    principal,
    workspace: d.workspaceId,
    input: { ...windowOf(1), variantId: d.champion.variantId },
  })
  const of = (name: string) => drift.features.find(({ feature }) => feature === name)
  expect(of('AGEP')?.effect).toBeCloseTo(0.05472949423, 2)
  expect(of('RELP')?.psi).toBeCloseTo(0.47, 2)
  const december = await runQuery(getDrift, {
    principal,
    workspace: d.workspaceId,
    input: { ...windowOf(2), variantId: d.champion.variantId },
  })
  const relp = december.features.find(({ feature }) => feature === 'RELP')
  expect(relp?.effect).toBeCloseTo(0.7264498714, 6)
})

test('the matrix marks quiet, drifting and empty days apart', async () => {
  const from = new Date(chunkAt(3)).toISOString()
  const to = new Date(chunkAt(-1)).toISOString()
  const input = { deploymentId: d.deploymentId, variantId: d.champion.variantId, from, to, step: '1d' as const }
  const matrix = await runQuery(getDriftMatrix, { principal, workspace: d.workspaceId, input })
  const relp = matrix.rows.find(({ feature }) => feature === 'RELP')?.cells.map(({ verdict }) => verdict)
  expect(matrix.slots).toHaveLength(4)
  expect(relp).toEqual(['NO_DATA', 'CHANGE', 'CHANGE', 'NO_CHANGE'])
})

test('the challenger is better in accuracy on a quiet month, and the interval says so', async () => {
  const input = { ...windowOf(0), a: d.champion.variantId, b: d.challenger.variantId }
  const { metrics } = await runQuery(compareVariants, { principal, workspace: d.workspaceId, input })
  const accuracy = metrics.find(({ metric }) => metric === 'accuracy')
  expect(accuracy?.verdict).toBe('better')
  expect(accuracy?.difference.low).toBeGreaterThan(0)
  const errors = metrics.find(({ metric }) => metric === 'error_rate')
  expect(errors?.verdict).toBe('no-difference-shown')
})

test('a series has a point only where there is traffic, and never a zero for a gap', async () => {
  const input = {
    deploymentId: d.deploymentId,
    from: new Date(chunkAt(0) - 6 * HOUR).toISOString(),
    to: new Date(chunkAt(0) + 6 * HOUR).toISOString(),
  }
  const series = await runQuery(getDeploymentSeries, { principal, workspace: d.workspaceId, input })
  const champion = series.variants.find(({ variantId }) => variantId === d.champion.variantId)
  expect(series.stepSec).toBe(300)
  expect(champion?.points).toHaveLength(12)
  expect(champion?.quality.every(({ n, accuracy }) => n > 100 && accuracy !== null)).toBe(true)
  expect(champion?.points.every(({ p50, errorRate }) => p50 !== null && errorRate === 0)).toBe(true)
})
