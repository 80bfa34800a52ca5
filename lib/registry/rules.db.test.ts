import { afterAll, beforeAll, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'
import { person } from './testing/people'

const testDb = await useTestDatabase()
const { database } = await import('@/lib/server/database')
const { newId } = await import('@/lib/kernel/new-id')
const { runCommand } = await import('@/lib/server/run-command')
const { runQuery } = await import('@/lib/server/run-query')
const { registryRules } = await import('./domain/registry-rules')
const { judgeAgain } = await import('./judge-again')
const { registerVersion } = await import('./testing/register-version')
const { archiveModel } = await import('./use-cases/archive-model')
const { archiveVersion } = await import('./use-cases/archive-version')
const { changeRules } = await import('./use-cases/change-rules')
const { createModel } = await import('./use-cases/create-model')
const { createVersion } = await import('./use-cases/create-version')
const { getRules } = await import('./use-cases/get-rules')
const { getVersion } = await import('./use-cases/get-version')
const { listClients } = await import('./use-cases/list-clients')
const { quarantineVersion } = await import('./use-cases/quarantine-version')
const { releaseVersion } = await import('./use-cases/release-version')

const workspaceId = newId()
const workspace = workspaceId
const dana = person(workspaceId, 'Dana', ['data-scientist'])
const admin = person(workspaceId, 'Pablo', ['platform-admin'])
const TREE = Buffer.from('\x80\x02csklearn.tree._classes\nDecisionTreeClassifier\n.', 'latin1')
let modelId = ''

beforeAll(async () => {
  await database().workspace.create({ data: { id: workspaceId, slug: 'rules', name: 'Rules' } })
  modelId = (await runCommand(createModel, { principal: dana, workspace, input: { name: 'trees' } })).id
})
afterAll(() => testDb.drop())

const pickled = () => registerVersion({ principal: dana, workspaceId, modelId, files: { 'model.pkl': TREE } })
const read = (versionId: string) => runQuery(getVersion, { principal: dana, workspace, input: { versionId } })
async function allow(...pickleImports: string[]) {
  const input = { ...registryRules.parse({}), pickleImports, reason: 'Our trees' }
  await runCommand(changeRules, { principal: admin, workspace, input })
  await judgeAgain({ workspaceId })
}

test('allowing what a pickle imports makes its verdict clean, taking it back makes it suspicious; it stays in quarantine', async () => {
  const { id } = await pickled()
  expect(await read(id)).toMatchObject({ state: 'QUARANTINED', verdict: 'suspicious' })
  await allow('sklearn.tree._classes.*')
  const allowed = await read(id)
  expect(allowed).toMatchObject({ state: 'QUARANTINED', verdict: 'clean' })
  expect(allowed.stateReason).toContain('which this workspace allows')
  const later = await pickled()
  expect(await read(later.id)).toMatchObject({ state: 'QUARANTINED', verdict: 'clean' })
  await allow()
  for (const one of [id, later.id]) expect((await read(one)).verdict).toBe('suspicious')
  const events = await database().auditEvent.findMany({ where: { workspaceId, type: 'registry.version-changed' } })
  expect(events).toHaveLength(3)
})

test('what a person decided about a version stays, whatever the rules say afterwards', async () => {
  const { id } = await pickled()
  const reviewer = person(workspaceId, 'Rita', ['reviewer', 'operator'])
  const call = { principal: reviewer, workspace }
  await runCommand(releaseVersion, { ...call, input: { versionId: id, reason: 'Read the training code' } })
  await allow('sklearn.tree._classes.DecisionTreeClassifier')
  expect(await read(id)).toMatchObject({ state: 'READY', verdict: 'clean' })
  await runCommand(quarantineVersion, { ...call, input: { versionId: id, reason: 'Complaints of a branch' } })
  await allow()
  expect(await read(id)).toMatchObject({ state: 'QUARANTINED', stateReason: 'Complaints of a branch' })
})

test('a usable version is kept as long as the rules say, whoever asks; one that never was usable is not', async () => {
  const { id } = await pickled()
  const set = (retentionDays: number) =>
    runCommand(changeRules, {
      principal: admin,
      workspace,
      input: { ...registryRules.parse({}), retentionDays, reason: 'Duty to keep records' },
    })
  await set(30)
  const archive = (versionId: string) =>
    runCommand(archiveVersion, { principal: dana, workspace, input: { versionId } })
  await expect(archive(id)).rejects.toMatchObject({ code: 'refused', details: { reason: 'retained' } })
  await expect(runCommand(archiveModel, { principal: dana, workspace, input: { modelId } })).rejects.toMatchObject({
    code: 'refused',
    details: { reason: 'retained' },
  })
  const draft = await runCommand(createVersion, { principal: dana, workspace, input: { modelId } })
  expect((await archive(draft.id)).state).toBe('ARCHIVED')
  await set(0)
  expect((await archive(id)).state).toBe('ARCHIVED')
})

test('rules are read by every member, changed by an administrator with a reason, and odd names are refused', async () => {
  const input = { ...registryRules.parse({}), pickleImports: ['os'], reason: null }
  await expect(runCommand(changeRules, { principal: admin, workspace, input })).rejects.toMatchObject({
    code: 'invalid',
  })
  await expect(
    runCommand(changeRules, { principal: dana, workspace, input: { ...input, pickleImports: [] } }),
  ).rejects.toMatchObject({ code: 'forbidden' })
  for (const principal of [dana, admin])
    expect((await runQuery(getRules, { principal, workspace, input: {} })).pickleImports).toEqual([])
  expect(await runQuery(listClients, { principal: admin, workspace, input: {} })).toEqual({ items: [] })
  const [event] = await database().auditEvent.findMany({
    where: { workspaceId, type: 'registry.rules-changed' },
    take: 1,
  })
  expect(JSON.stringify(event?.reason ?? event)).toContain('Our trees')
})
