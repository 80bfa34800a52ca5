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
const { createModel } = await import('./use-cases/create-model')
const { getDependencies } = await import('./use-cases/get-dependencies')

const workspaceId = newId()
const otherWorkspaceId = newId()
const dana = person(workspaceId, 'Dana', ['data-scientist'])
const stranger = person(otherWorkspaceId, 'Sam', ['data-scientist'])
const call = { principal: dana, workspace: workspaceId }

const newModel = async (name: string) => (await runCommand(createModel, { ...call, input: { name } })).id
const register = (modelId: string, files: Record<string, Uint8Array>) =>
  registerVersion({ principal: dana, workspaceId, modelId, files: { 'model.onnx': tinyOnnx(), ...files } })

beforeAll(async () => {
  await database().workspace.createMany({
    data: [
      { id: workspaceId, slug: 'acme', name: 'Acme' },
      { id: otherWorkspaceId, slug: 'other', name: 'Other' },
    ],
  })
})
afterAll(() => testDb.drop())

test('dependencies are read from the stored files, binary ones are called unreadable, and only by this workspace', async () => {
  const { id } = await register(await newModel('dependencies'), {
    'requirements.txt': Buffer.from('numpy==1.26.4\nnumpy<1\n'),
    'notes.txt': Buffer.from('numpy==9\n'),
    'conda.yaml': Buffer.from([0xff, 0xfe, 0x00]),
  })
  const report = await runQuery(getDependencies, { ...call, input: { versionId: id } })
  expect(report.dependencies.map((one) => [one.key, one.pinned])).toEqual([
    ['numpy', '1.26.4'],
    ['numpy', null],
  ])
  expect(report.problems.map((one) => one.kind).sort()).toEqual(['conflict', 'duplicate', 'unreadable'])
  const foreign = { principal: stranger, workspace: otherWorkspaceId, input: { versionId: id } }
  await expect(runQuery(getDependencies, foreign)).rejects.toMatchObject({ code: 'not_found' })
})
