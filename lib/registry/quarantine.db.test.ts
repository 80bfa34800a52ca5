import { afterAll, beforeAll, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'
import { person } from './testing/people'
import { tinyOnnx } from './testing/tiny-onnx'

const testDb = await useTestDatabase()
const { database } = await import('@/lib/server/database')
const { newId } = await import('@/lib/kernel/new-id')
const { runCommand } = await import('@/lib/server/run-command')
const { runQuery } = await import('@/lib/server/run-query')
const { createEnvironment } = await import('@/lib/identity/use-cases/create-environment')
const { registerVersion } = await import('./testing/register-version')
const { createModel } = await import('./use-cases/create-model')
const { getVersion } = await import('./use-cases/get-version')
const { listVersions } = await import('./use-cases/list-versions')
const { quarantineVersion } = await import('./use-cases/quarantine-version')
const { releaseVersion } = await import('./use-cases/release-version')

const workspaceId = newId()
const dana = person(workspaceId, 'Dana', ['data-scientist'])
const rosa = person(workspaceId, 'Rosa', ['reviewer'])
const both = person(workspaceId, 'Bo', ['data-scientist', 'reviewer'])
const petra = person(workspaceId, 'Petra', ['platform-admin'])
const as = (principal: typeof dana) => ({ principal, workspace: workspaceId })
const reason = 'looked at by hand, imports are those of the training code'

/** Protocol 0: names a harmless class that is not on the allow-list. */
const suspicious = Buffer.from('csklearn.linear_model\nLinearRegression\n(tR.')
const dangerous = Buffer.from("cos\nsystem\n(S'true'\ntR.")

let models = 0
async function register(files: Record<string, Uint8Array>, principal = dana) {
  models += 1
  const model = await runCommand(createModel, { ...as(principal), input: { name: `model-${models}` } })
  const { id } = await registerVersion({ principal, workspaceId, modelId: model.id, files })
  return runQuery(getVersion, { ...as(principal), input: { versionId: id } })
}

const release = (versionId: string, principal = rosa) =>
  runCommand(releaseVersion, { ...as(principal), input: { versionId, reason } })
const events = async (versionId: string) => {
  const types = ['registry.version-released', 'registry.version-quarantined']
  const where = { workspaceId, type: { in: types }, resources: { has: `version:${versionId}` } }
  return (await database().auditEvent.findMany({ where, orderBy: { id: 'asc' } })).map((row) => row.type)
}

beforeAll(async () => {
  await database().workspace.create({ data: { id: workspaceId, slug: 'acme', name: 'Acme' } })
})
afterAll(() => testDb.drop())

test('what is suspicious waits in quarantine until a person releases it with a reason', async () => {
  const version = await register({ 'model.pkl': suspicious })
  expect(version).toMatchObject({ state: 'QUARANTINED', verdict: 'suspicious', readyAt: null })
  const waiting = await runQuery(listVersions, { ...as(dana), input: { state: 'QUARANTINED' } })
  expect(waiting.items.map((item) => item.id)).toContain(version.id)
  await expect(
    runCommand(releaseVersion, { ...as(rosa), input: { versionId: version.id, reason: '' } }),
  ).rejects.toThrow()
  await expect(release(version.id, dana)).rejects.toMatchObject({ code: 'forbidden' })
  const released = await release(version.id)
  expect(released).toMatchObject({ state: 'READY', verdict: 'suspicious', findings: version.findings })
  expect(released.readyAt).not.toBeNull()
  expect(await events(version.id)).toEqual(['registry.version-quarantined', 'registry.version-released'])
})

test('what is dangerous or could not be read is released by nobody', async () => {
  const bad = await register({ 'model.pkl': dangerous })
  expect(bad).toMatchObject({ state: 'QUARANTINED', verdict: 'dangerous' })
  await expect(release(bad.id)).rejects.toMatchObject({ code: 'refused', details: { reason: 'verdict' } })
})

test('a READY version can be withdrawn, and given back', async () => {
  const version = await register({ 'model.onnx': tinyOnnx() })
  const input = { versionId: version.id, reason }
  const withdrawn = await runCommand(quarantineVersion, { ...as(dana), input })
  expect(withdrawn).toMatchObject({ state: 'QUARANTINED', stateReason: reason, readyAt: version.readyAt })
  await expect(runCommand(quarantineVersion, { ...as(dana), input })).rejects.toMatchObject({ code: 'conflict' })
  expect(await release(version.id)).toMatchObject({ state: 'READY', readyAt: version.readyAt })
})

test('under four eyes the one who registered it does not release it; alone in a workspace they do', async () => {
  const alone = await register({ 'model.pkl': suspicious }, both)
  expect((await release(alone.id, both)).state).toBe('READY')
  const own = await register({ 'other.pkl': suspicious }, both)
  const input = { name: 'production', kind: 'production', policy: 'four-eyes' }
  await runCommand(createEnvironment, { ...as(petra), input })
  await expect(release(own.id, both)).rejects.toMatchObject({ code: 'forbidden', details: { reason: 'registrant' } })
  expect((await release(own.id)).state).toBe('READY')
})

test('tokens and machines decide nothing about quarantine', async () => {
  const version = await register({ 'model.pkl': suspicious })
  const principal = { kind: 'job', id: 'x', name: 'x', permissions: ['registry:validate', 'registry:archive'] } as const
  const call = { principal, workspace: workspaceId, input: { versionId: version.id, reason } }
  await expect(runCommand(releaseVersion, call)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(runCommand(quarantineVersion, call)).rejects.toMatchObject({ code: 'forbidden' })
})

test('the content of a version stays what it was on every way through quarantine', async () => {
  const version = await register({ 'model.pkl': suspicious })
  await release(version.id)
  const change = database().$executeRaw`UPDATE "ModelVersion" SET format = 'onnx' WHERE id = ${version.id}::uuid`
  await expect(change).rejects.toThrow('SLIPWAY_IMMUTABLE_VERSION')
  const back = database().$executeRaw`UPDATE "ModelVersion" SET state = 'PENDING' WHERE id = ${version.id}::uuid`
  await expect(back).rejects.toThrow('SLIPWAY_IMMUTABLE_VERSION')
})
