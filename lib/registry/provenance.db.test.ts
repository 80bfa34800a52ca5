import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'
import { person } from './testing/people'
import { tinyOnnx } from './testing/tiny-onnx'

const testDb = await useTestDatabase()
const { env } = await import('@/lib/server/env')
const { database } = await import('@/lib/server/database')
const { newId } = await import('@/lib/kernel/new-id')
const { runCommand } = await import('@/lib/server/run-command')
const { runQuery } = await import('@/lib/server/run-query')
const { registerVersion } = await import('./testing/register-version')
const { createModel } = await import('./use-cases/create-model')
const { getVulnerabilities } = await import('./use-cases/get-vulnerabilities')
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

test('vulnerabilities are unknown without a database, and looked up as soon as one is configured', async () => {
  const files = {
    'requirements.txt': Buffer.from('flawed==1.0\nflawed-too>=1\nfine==3\nwindows==1; os_name == "nt"\n'),
  }
  const { id } = await register(await newModel('vulnerable'), files)
  const look = () => runQuery(getVulnerabilities, { ...call, input: { versionId: id } })
  expect(await look()).toEqual({
    database: { state: 'not-configured' },
    findings: [],
    checked: 0,
    unknown: ['flawed-too'],
  })
  const path = join(tmpdir(), `slipway-${newId()}.jsonl`)
  env.SLIPWAY_OSV_FILE = path
  expect((await look()).database).toEqual({ state: 'not-readable' })
  const flaw = (fixed: string) => ({
    id: 'PYSEC-1',
    modified: '2026-05-01T00:00:00Z',
    summary: 'Bad',
    affected: [
      {
        package: { ecosystem: 'PyPI', name: 'Flawed' },
        ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed }] }],
      },
    ],
  })
  writeFileSync(path, JSON.stringify(flaw('1.1')))
  expect(await look()).toMatchObject({
    database: { state: 'ready', asOf: '2026-05-01T00:00:00Z', records: 1 },
    findings: [{ package: 'flawed', version: '1.0', ids: ['PYSEC-1'], fixed: '1.1' }],
    checked: 2,
    unknown: ['flawed-too'],
  })
  writeFileSync(path, JSON.stringify(flaw('0.9.10')))
  expect((await look()).findings).toEqual([])
})
