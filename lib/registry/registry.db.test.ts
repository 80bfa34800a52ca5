import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'
import { person } from './testing/people'
import { tinyOnnx } from './testing/tiny-onnx'

const testDb = await useTestDatabase()
const { database } = await import('@/lib/server/database')
const { newId } = await import('@/lib/kernel/new-id')
const { blobs } = await import('@/lib/server/blobs')
const { runCommand } = await import('@/lib/server/run-command')
const { runQuery } = await import('@/lib/server/run-query')
const { registerVersion } = await import('./testing/register-version')
const { createModel } = await import('./use-cases/create-model')
const { changeModel } = await import('./use-cases/change-model')
const { createVersion } = await import('./use-cases/create-version')
const { attachFile } = await import('./use-cases/attach-file')
const { submitVersion } = await import('./use-cases/submit-version')
const { setVersionTag } = await import('./use-cases/set-version-tag')
const { moveAlias } = await import('./use-cases/move-alias')
const { removeAlias } = await import('./use-cases/remove-alias')
const { archiveModel } = await import('./use-cases/archive-model')
const { archiveVersion } = await import('./use-cases/archive-version')
const { listAliasMoves } = await import('./use-cases/list-alias-moves')
const { listModels } = await import('./use-cases/list-models')
const { listVersions } = await import('./use-cases/list-versions')
const { getVersion } = await import('./use-cases/get-version')
const { getVersionByAlias } = await import('./use-cases/get-version-by-alias')
const { compareVersions } = await import('./use-cases/compare-versions')
const door = await import('./door')

const workspaceId = newId()
const otherWorkspaceId = newId()
const dana = person(workspaceId, 'Dana', ['data-scientist'])
const stranger = person(otherWorkspaceId, 'Sam', ['data-scientist'])
const call = { principal: dana, workspace: workspaceId }
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

const newModel = async (name: string) => (await runCommand(createModel, { ...call, input: { name } })).id
const ready = async (modelId: string, files: Record<string, Uint8Array> = { 'model.onnx': tinyOnnx() }) => {
  const { id } = await registerVersion({ principal: dana, workspaceId, modelId, files })
  return runQuery(getVersion, { ...call, input: { versionId: id } })
}

beforeAll(async () => {
  await database().workspace.createMany({
    data: [
      { id: workspaceId, slug: 'acme', name: 'Acme' },
      { id: otherWorkspaceId, slug: 'other', name: 'Other' },
    ],
  })
})
afterAll(() => testDb.drop())

test('numbers of versions that are created at once are unique and have no gaps', async () => {
  const modelId = await newModel('numbers')
  const create = (description: string) => runCommand(createVersion, { ...call, input: { modelId, description } })
  const results = await Promise.allSettled([
    ...Array.from({ length: 12 }, (_, i) => create(`v${i}`)),
    create('x'.repeat(6000)),
  ])
  const numbers = results.flatMap((r) => (r.status === 'fulfilled' ? [r.value.number] : [])).sort((a, b) => a - b)
  expect(numbers).toEqual(Array.from({ length: 12 }, (_, i) => i + 1))
})

test('an archived model takes no new version', async () => {
  const modelId = await newModel('retired')
  await runCommand(archiveModel, { ...call, input: { modelId } })
  const late = runCommand(createVersion, { ...call, input: { modelId } })
  await expect(late).rejects.toMatchObject({ code: 'not_found' })
  expect(await database().modelVersion.count({ where: { workspaceId, modelId } })).toBe(0)
})

test('a submitted model is read as data: READY with its signature, task, metrics and digest', async () => {
  const metadata = {
    task: 'regression',
    feature_names: '["age", "fuel"]',
    metrics: '{"mae": 2.5}',
    training_data_sha256: 'a'.repeat(64),
    description: 'from the file',
  }
  const version = await ready(await newModel('facts'), {
    'model.onnx': tinyOnnx(metadata),
    'README.md': Buffer.from('# hi'),
  })
  expect(version).toMatchObject({
    state: 'READY',
    verdict: 'clean',
    format: 'onnx',
    task: 'regression',
    metrics: { mae: 2.5 },
    findings: [],
  })
  expect(version).toMatchObject({
    description: 'from the file',
    trainingDigest: `sha256:${'a'.repeat(64)}`,
    metadata: { entryFile: 'model.onnx' },
  })
  expect(version.signature).toMatchObject({
    inputs: [{ name: 'input', datatype: 'FP32', shape: [-1, 2] }],
    features: [
      { name: 'age', type: 'numeric' },
      { name: 'fuel', type: 'numeric' },
    ],
    inputBinding: 'packed',
    outputRoles: { value: 'variable' },
  })
  const manifest = await door.manifestOf(database(), workspaceId, version.manifestDigest ?? '')
  expect(manifest.files.map((file) => file.path)).toEqual(['README.md', 'model.onnx'])
})

test('a card beside the model adds types and categories; a card of another file is not believed', async () => {
  const modelId = await newModel('cards')
  const bytes = tinyOnnx({ task: 'regression', feature_names: '["age", "fuel"]' })
  const features = [
    { name: 'age', type: 'numeric' },
    { name: 'fuel', type: 'categorical', categories: ['gas'], encoding: { gas: 0 } },
  ]
  const card = (sha: string) =>
    Buffer.from(JSON.stringify({ title: 'T', features, metrics: { crossValidated: { mae: 1 } }, sha256: sha }))
  const good = await ready(modelId, { 'model.onnx': bytes, 'card.json': card(sha256(bytes)) })
  expect(good.signature?.features[1]).toEqual(features[1])
  expect(good.metrics).toEqual({ mae: 1 })
  const bad = await ready(modelId, { 'model.onnx': bytes, 'card.json': card('f'.repeat(64)) })
  expect(bad).toMatchObject({ state: 'READY', verdict: 'suspicious', metrics: {} })
  expect(bad.findings[0]?.code).toBe('card_of_another_file')
})

test('a refused version says why and never becomes READY', async () => {
  const version = await ready(await newModel('refused'), { 'model.onnx': tinyOnnx().subarray(0, 20) })
  expect(version).toMatchObject({ state: 'REFUSED', verdict: 'unscannable', readyAt: null })
  expect(version.stateReason).toContain('not a readable ONNX model')
  await expect(door.manifestOf(database(), workspaceId, version.manifestDigest ?? '')).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('content is immutable from READY on, through commands and past them', async () => {
  const version = await ready(await newModel('immutable'))
  const attach = { versionId: version.id, path: 'more.txt', sha256: 'b'.repeat(64), sizeBytes: 1 }
  await expect(runCommand(attachFile, { ...call, input: attach })).rejects.toMatchObject({
    code: 'conflict',
    details: { state: 'READY' },
  })
  await expect(runCommand(submitVersion, { ...call, input: { versionId: version.id } })).rejects.toMatchObject({
    code: 'conflict',
  })
  const key = { workspaceId, versionId: version.id }
  await expect(database().versionFile.deleteMany({ where: key })).rejects.toThrow('SLIPWAY_IMMUTABLE_VERSION')
  await expect(
    database().versionFile.create({ data: { ...key, path: 'x', sha256: 'x', sizeBytes: 1n } }),
  ).rejects.toThrow('SLIPWAY_IMMUTABLE_VERSION')
  const content = { signature: {}, manifestDigest: 'sha256:00', metrics: { mae: 0 }, state: 'PENDING' }
  for (const [column, value] of Object.entries(content)) {
    const data = { [column]: value }
    await expect(database().modelVersion.updateMany({ where: { id: version.id }, data })).rejects.toThrow(
      'SLIPWAY_IMMUTABLE_VERSION',
    )
  }
})

test('aliases name READY versions only, and every move stays in the history', async () => {
  const modelId = await newModel('aliases')
  const [one, two] = [await ready(modelId), await ready(modelId)]
  const pending = await runCommand(createVersion, { ...call, input: { modelId } })
  const move = (number: number, extra: object = {}) =>
    runCommand(moveAlias, { ...call, input: { modelId, name: 'champion', number, ...extra } })
  await expect(move(pending.number)).rejects.toMatchObject({ code: 'conflict' })
  await move(one.number, { from: null })
  await expect(move(two.number, { from: null })).rejects.toMatchObject({
    details: { reason: 'stale_alias', number: 1 },
  })
  await move(two.number, { from: one.number, reason: 'better' })
  await move(two.number)
  expect((await runQuery(getVersionByAlias, { ...call, input: { modelId: 'aliases', name: 'champion' } })).number).toBe(
    2,
  )
  await expect(runCommand(archiveVersion, { ...call, input: { versionId: two.id } })).rejects.toMatchObject({
    details: { reason: 'aliased' },
  })
  await runCommand(removeAlias, { ...call, input: { modelId, name: 'champion' } })
  const history = await runQuery(listAliasMoves, { ...call, input: { modelId } })
  expect(history.items.map(({ from, to, reason }) => [from, to, reason])).toEqual([
    [2, null, null],
    [1, 2, 'better'],
    [null, 1, null],
  ])
  expect((await runCommand(archiveVersion, { ...call, input: { versionId: two.id } })).state).toBe('ARCHIVED')
})

test('two people who move one alias from what they saw: one moves it, the other is told', async () => {
  const modelId = await newModel('alias-race')
  const versions = [await ready(modelId), await ready(modelId)]
  const moves = await Promise.allSettled(
    versions.map(({ number }) =>
      runCommand(moveAlias, { ...call, input: { modelId, name: 'live', number, from: null } }),
    ),
  )
  expect(moves.map((m) => m.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await database().aliasMove.count({ where: { modelId } })).toBe(1)
})

test('a model changes by revision: the second of two editors is told to look again', async () => {
  const modelId = await newModel('edited')
  const edit = (description: string) =>
    runCommand(changeModel, { ...call, input: { modelId, revision: 1, description } })
  expect((await edit('first')).revision).toBe(2)
  await expect(edit('second')).rejects.toMatchObject({ code: 'conflict', details: { reason: 'stale_revision' } })
})

test('another workspace finds nothing of this one', async () => {
  const version = await ready(await newModel('private'))
  const foreign = { principal: stranger, workspace: otherWorkspaceId }
  await expect(runQuery(getVersion, { ...foreign, input: { versionId: version.id } })).rejects.toMatchObject({
    code: 'not_found',
  })
  const attach = { versionId: version.id, path: 'x', sha256: 'b'.repeat(64), sizeBytes: 1 }
  await expect(runCommand(attachFile, { ...foreign, input: attach })).rejects.toMatchObject({ code: 'not_found' })
  await expect(
    runQuery(getVersion, { ...call, principal: stranger, input: { versionId: version.id } }),
  ).rejects.toMatchObject({ code: 'not_found' })
  await expect(door.getVersion(database(), otherWorkspaceId, version.id)).rejects.toMatchObject({ code: 'not_found' })
  expect((await runQuery(listModels, { ...foreign, input: {} })).items).toEqual([])
})

test('names that two systems read differently are refused', async () => {
  const { id } = await runCommand(createVersion, { ...call, input: { modelId: await newModel('paths') } })
  const stored = await blobs().put(Readable.from([Buffer.from('b')]), { maxBytes: 1 })
  const attach = (path: string) => runCommand(attachFile, { ...call, input: { versionId: id, path, ...stored } })
  await attach('Model.onnx')
  await expect(attach('model.onnx')).rejects.toMatchObject({ details: { reason: 'bad_path' } })
  await expect(attach('../x')).rejects.toMatchObject({ code: 'bad_request' })
})

test('lists page by key without losing or repeating a row, filtered and sorted', async () => {
  const modelId = await newModel('paged')
  for (let i = 0; i < 7; i += 1) {
    const { id } = await runCommand(createVersion, { ...call, input: { modelId } })
    if (i % 2 === 0) await runCommand(setVersionTag, { ...call, input: { versionId: id, key: 'team', value: 'risk' } })
  }
  for (const sort of ['number', '-number', 'createdAt', '-createdAt'] as const) {
    const seen: number[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page: { items: { number: number }[]; nextCursor: string | null } = await runQuery(listVersions, {
        ...call,
        input: { modelId, sort, limit: 2, cursor },
      })
      seen.push(...page.items.map((v) => v.number))
      cursor = page.nextCursor
    }
    expect(seen).toEqual(sort.startsWith('-') ? [7, 6, 5, 4, 3, 2, 1] : [1, 2, 3, 4, 5, 6, 7])
  }
  const tagged = await runQuery(listVersions, { ...call, input: { modelId, tag: 'team=risk', sort: 'number' } })
  expect(tagged.items.map((v) => v.number)).toEqual([1, 3, 5, 7])
  const models = await runQuery(listModels, { ...call, input: { name: 'PAGE', sort: 'name' } })
  expect(models.items.map((m) => [m.name, m.versionCount])).toEqual([['paged', 7]])
  await expect(runQuery(listModels, { ...call, input: { cursor: 'nonsense' } })).rejects.toMatchObject({
    code: 'invalid',
  })
})

test('a comparison names what differs and whether callers would break', async () => {
  const modelId = await newModel('compared')
  const before = await ready(modelId, { 'model.onnx': tinyOnnx({ metrics: '{"mae": 2}' }) })
  const after = await ready(modelId, { 'model.onnx': tinyOnnx({ metrics: '{"mae": 1, "r2": 0.5}' }, 3) })
  const compare = (...ids: string[]) => runQuery(compareVersions, { ...call, input: { versions: ids.join(',') } })
  await expect(compare(before.id, before.id)).rejects.toMatchObject({ code: 'invalid' })
  const pair = await compare(before.id, after.id)
  expect(pair.metrics).toEqual([
    { name: 'mae', values: [2, 1], same: false },
    { name: 'r2', values: [null, 0.5], same: false },
  ])
  expect(pair).toMatchObject({ breaking: [false, true], sameContent: [true, false] })
  const twin = await ready(modelId, { 'model.onnx': tinyOnnx({ metrics: '{"mae": 2}' }) })
  const three = await compare(before.id, after.id, twin.id)
  expect(three).toMatchObject({ breaking: [false, true, false], sameContent: [true, false, true] })
  expect(three.signature.map((row) => [row.name, row.breaking])).toContainEqual(['input', [false, true, false]])
  await expect(runQuery(compareVersions, { ...call, input: { versions: before.id } })).rejects.toMatchObject({
    code: 'invalid',
  })
  const foreign = { principal: stranger, workspace: otherWorkspaceId, input: { versions: `${before.id},${after.id}` } }
  await expect(runQuery(compareVersions, foreign)).rejects.toMatchObject({ code: 'not_found' })
})
