import { afterAll, beforeAll, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'
import { person } from './testing/people'
import { tinyOnnx } from './testing/tiny-onnx'

const testDb = await useTestDatabase()
const { database } = await import('@/lib/server/database')
const { newId } = await import('@/lib/kernel/new-id')
const { runCommand } = await import('@/lib/server/run-command')
const { runQuery } = await import('@/lib/server/run-query')
const { registerVersion } = await import('./testing/register-version')
const { archiveVersion } = await import('./use-cases/archive-version')
const { createModel } = await import('./use-cases/create-model')
const { createVersion } = await import('./use-cases/create-version')
const { getVersion } = await import('./use-cases/get-version')
const { moveAlias } = await import('./use-cases/move-alias')
const { searchRegistry } = await import('./use-cases/search-registry')
const { searchRegisteredVersions } = await import('./mlflow/use-cases/search-registered-versions')
const { setVersionTag } = await import('./use-cases/set-version-tag')

const workspaceId = newId()
const otherId = newId()
const call = { principal: person(workspaceId, 'Dana', ['data-scientist']), workspace: workspaceId }
const elsewhere = { principal: person(otherId, 'Sam', ['data-scientist']), workspace: otherId }
const RUN = '0123456789abcdef0123456789abcdef'
let digest = ''

beforeAll(async () => {
  await database().workspace.create({ data: { id: workspaceId, slug: 'one', name: 'One' } })
  await database().workspace.create({ data: { id: otherId, slug: 'two', name: 'Two' } })
  const churn = await runCommand(createModel, { ...call, input: { name: 'Churn-EU', tags: { team: 'Risk 100%' } } })
  await runCommand(createModel, { ...call, input: { name: 'churn-us' } })
  await runCommand(createModel, { ...elsewhere, input: { name: 'churn-theirs', tags: { team: 'Risk' } } })
  const first = await registerVersion({
    ...call,
    workspaceId,
    modelId: churn.id,
    files: { 'model.onnx': tinyOnnx() },
  })
  digest = (await runQuery(getVersion, { ...call, input: { versionId: first.id } })).manifestDigest ?? ''
  await runCommand(setVersionTag, { ...call, input: { versionId: first.id, key: 'git.sha', value: 'beef1234' } })
  await runCommand(moveAlias, { ...call, input: { modelId: churn.id, name: 'champion', number: 1 } })
  for (const [auc, tag] of [
    [0.5, 'a_b'],
    [0.75, 'aXb'],
    [0.9, 'A_B'],
    [0.9, 'other'],
  ] as const)
    await runCommand(createVersion, {
      ...call,
      input: { modelId: churn.id, metrics: { auc }, tags: { note: tag }, sourceRunId: RUN },
    })
  const gone = await runCommand(createVersion, { ...call, input: { modelId: churn.id, tags: { note: 'a_b' } } })
  await runCommand(archiveVersion, { ...call, input: { versionId: gone.id } })
})
afterAll(() => testDb.drop())

async function found(text: string, as = call): Promise<string[]> {
  const { items } = await runQuery(searchRegistry, { ...as, input: { text } })
  return items.map(
    ({ modelName, version, reasons }) =>
      `${modelName}${version ? `/${version.number}` : ''}: ${reasons.map((one) => `${one.in} ${one.text}`).join(', ')}`,
  )
}

test('a name is found in the middle and in any case, an exact beginning first', async () => {
  expect(await found('CHURN')).toEqual(['Churn-EU: name Churn-EU', 'churn-us: name churn-us'])
  expect(await found('hurn-u')).toEqual(['churn-us: name churn-us'])
})

test('tags are found by the beginning of a value, or by key and value; signs of patterns stand for themselves', async () => {
  expect(await found('risk 100%')).toEqual(['Churn-EU: tag team = Risk 100%'])
  expect(await found('team=risk')).toEqual(['Churn-EU: tag team = Risk 100%'])
  expect(await found('risk_100')).toEqual([])
  expect(await found('a_b')).toEqual(['Churn-EU/2: tag note = a_b', 'Churn-EU/4: tag note = A_B'])
  expect(await found('other=a_b')).toEqual([])
})

test('an alias, a digest and a run lead to their versions', async () => {
  expect(await found('champ')).toEqual(['Churn-EU/1: alias champion'])
  expect(await found(digest.slice(7, 15))).toEqual([`Churn-EU/1: digest ${digest}`])
  expect(await found(digest.slice(0, 20).toUpperCase().replace('SHA', 'sha'))).toEqual([`Churn-EU/1: digest ${digest}`])
  expect((await found(RUN.slice(0, 8))).sort()).toEqual([2, 3, 4, 5].map((n) => `Churn-EU/${n}: run ${RUN}`))
})

test('what is found in two ways stands once with both reasons', async () => {
  const { modelId } = (await runQuery(searchRegistry, { ...call, input: { text: 'champion' } })).items[0] ?? {}
  await runCommand(moveAlias, { ...call, input: { modelId: modelId ?? '', name: 'beef', number: 1 } })
  expect(await found('beef')).toEqual(['Churn-EU/1: alias beef, tag git.sha = beef1234'])
})

test('nothing of another workspace is found', async () => {
  expect(await found('champion', elsewhere)).toEqual([])
  expect(await found('churn', elsewhere)).toEqual(['churn-theirs: name churn-theirs'])
})

const FILTERS = [
  '',
  'metrics.auc > 0.7',
  'metrics.auc = 0.9',
  'metrics.auc != 0.9',
  'metrics.absent < 1',
  "tags.note = 'a_b'",
  "tags.note != 'a_b'",
  "tags.note LIKE 'a_b'",
  "tags.note LIKE 'a%'",
  "tags.note ILIKE '%_B'",
  `run_id = '${RUN}'`,
  `run_id LIKE '${RUN.slice(0, 5)}%'`,
  "run_id LIKE '%cdef'",
  "alias = 'champion'",
  "alias != 'champion'",
  "status = 'READY'",
  "status != 'READY'",
  "status LIKE '%REGISTRATION'",
  "stage = 'None' AND metrics.auc >= 0.9",
  "stage ILIKE 'none' AND version_number < 3.5",
  'version_number >= 2 AND version_number != 3',
  'version_number > 1e300',
  'creation_timestamp > 1e300',
  'creation_timestamp > -1e300',
  'last_updated_timestamp >= 1000',
  "name LIKE 'Churn%' AND source_path LIKE '%'",
]
const ORDERS = [
  [],
  ['version_number'],
  ['name DESC', 'version_number'],
  ['creation_timestamp'],
  ['last_updated_timestamp'],
]

test.each(FILTERS)('a full page read in order and all rows found by match are the same: %s', async (filter) => {
  for (const orderBy of [...ORDERS, null]) {
    const pinned = orderBy === null ? ["name = 'Churn-EU'"] : []
    const asked = { filter: [...(filter === '' ? [] : [filter]), ...pinned].join(' AND '), orderBy: orderBy ?? [] }
    const read = async (maxResults: number) => {
      const seen: number[] = []
      let pageToken: string | undefined
      do {
        const input = { ...asked, maxResults, ...(pageToken ? { pageToken } : {}) }
        const page = await runQuery(searchRegisteredVersions, { ...call, input })
        seen.push(...page.items.map(({ number }) => number))
        pageToken = page.nextPageToken ?? undefined
      } while (pageToken)
      return seen
    }
    expect(await read(2)).toEqual(await read(1000))
  }
})

test.each([
  ['metrics.auc > 0.7', [5, 4, 3]],
  ["tags.note LIKE 'a_b'", [3, 2]],
  ["tags.note ILIKE 'a_b'", [4, 3, 2]],
  ["tags.note != 'a_b'", [5, 4, 3]],
  ["status = 'READY'", [1]],
  ['version_number < 2.5', [2, 1]],
  ["alias = 'champion'", [1]],
  [`run_id LIKE '${RUN.slice(0, 5)}%' AND metrics.auc < 0.9`, [3, 2]],
])('%s', async (filter, expected) => {
  const input = { filter, orderBy: ['version_number DESC'], maxResults: 100 }
  const { items } = await runQuery(searchRegisteredVersions, { ...call, input })
  expect(items.map(({ number }) => number)).toEqual(expected)
})
