import type { Figure } from '../figure'
import { benchPerson } from './bench-person'
import { fillMillionVersions } from './million-versions'
import { type KnownVersion, modelShapes, type SearchShape, searchTexts, versionShapes } from './search-shapes'

const TARGET_MS = 100
const ROUNDS = 3
const DEEP_PAGES = 40

/** The 95th percentile is the figure: what nearly every search stays below, of whatever kind. */
function p95(name: string, samples: readonly number[]): Figure {
  const sorted = [...samples].sort((a, b) => a - b)
  const value = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0
  const spread = { min: sorted[0] ?? 0, median: sorted[Math.floor(sorted.length / 2)] ?? 0, max: sorted.at(-1) ?? 0 }
  return { name, unit: 'ms', value, baseline: null, ratio: null, target: TARGET_MS, n: sorted.length, ...spread }
}

/** Every shape a few times; those whose median is over the target are named on standard error. */
async function timeEach<T>(items: readonly T[], label: (item: T) => string, call: (item: T) => Promise<unknown>) {
  const samples: number[] = []
  for (const item of items) {
    const own: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const start = performance.now()
      await call(item)
      own.push(performance.now() - start)
    }
    samples.push(...own)
    const median = own.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0
    if (median > TARGET_MS) process.stderr.write(`${median.toFixed(0)} ms  ${label(item)}\n`)
  }
  return samples
}

const shapeLabel = ({ filter, orderBy }: SearchShape) =>
  `${filter || '(no filter)'} ORDER BY ${orderBy.join(', ') || 'default'}`

/** Searches of MLflow clients and of the search box among 10^6 versions of 10^4 models. */
export async function measureSearch(): Promise<Figure[]> {
  const { database, pool } = await import('@/lib/server/database')
  const { newId } = await import('@/lib/kernel/new-id')
  const { runQuery } = await import('@/lib/server/run-query')
  const { searchRegisteredModels } = await import('@/lib/registry/mlflow/use-cases/search-registered-models')
  const { searchRegisteredVersions } = await import('@/lib/registry/mlflow/use-cases/search-registered-versions')
  const { searchRegistry } = await import('@/lib/registry/use-cases/search-registry')
  const workspaceId = newId()
  await database().workspace.create({ data: { id: workspaceId, slug: 'million', name: 'Million' } })
  const call = { principal: benchPerson(workspaceId), workspace: workspaceId }
  await fillMillionVersions(pool(), workspaceId)

  const known = async (order: 'ASC' | 'DESC') => {
    const { rows } = await pool().query<KnownVersion>(
      `SELECT m.name AS "modelName", v."sourceRunId" AS "runId", v.source, t.value AS "gitSha", v."manifestDigest"
       FROM (SELECT * FROM "Model" WHERE "workspaceId" = $1 AND "nextVersion" > 50 ORDER BY "nextVersion" ${order} LIMIT 1) m
       JOIN "ModelVersion" v ON v."workspaceId" = m."workspaceId" AND v."modelId" = m.id AND v.state = 'READY'
       JOIN "VersionTag" t ON t."workspaceId" = v."workspaceId" AND t."versionId" = v.id AND t.key = 'git.sha'
       ORDER BY v.number LIMIT 1`,
      [workspaceId],
    )
    if (!rows[0]) throw new Error('no version to search for')
    return rows[0]
  }
  const big = await known('DESC')
  const small = await known('ASC')

  const input = (shape: SearchShape, pageToken?: string) => ({
    ...shape,
    maxResults: 100,
    ...(pageToken ? { pageToken } : {}),
  })
  const models = (shape: SearchShape) => runQuery(searchRegisteredModels, { ...call, input: input(shape) })
  const versions = (shape: SearchShape, token?: string) =>
    runQuery(searchRegisteredVersions, { ...call, input: input(shape, token) })
  const deep: number[] = []
  for (const filter of ['', `name = '${big.modelName}'`, "tags.dataset = 'census-3'", 'metrics.accuracy > 0.9'])
    for (const orderBy of [[], ['name ASC'], ['creation_timestamp ASC']]) {
      let token: string | undefined
      for (let page = 0; page < DEEP_PAGES; page += 1) {
        const start = performance.now()
        const { nextPageToken } = await versions({ filter, orderBy }, token)
        if (page > 0) deep.push(performance.now() - start)
        token = nextPageToken ?? undefined
      }
    }
  const find = (text: string) => runQuery(searchRegistry, { ...call, input: { text } })
  return [
    p95('registry.search-models.p95', await timeEach(modelShapes(), shapeLabel, models)),
    p95('registry.search-versions.p95', await timeEach(versionShapes(big, small), shapeLabel, versions)),
    p95('registry.search-versions.later-pages.p95', deep),
    p95('registry.search-box.p95', await timeEach(searchTexts(big, small), (text) => `search box: ${text}`, find)),
  ]
}
