import { generateKeyPairSync, sign } from 'node:crypto'
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
const { createVersion } = await import('./use-cases/create-version')
const { getVulnerabilities } = await import('./use-cases/get-vulnerabilities')
const { getProvenance } = await import('./use-cases/get-provenance')
const { setLicence } = await import('./use-cases/set-licence')
const { placeHold } = await import('./use-cases/place-hold')
const { releaseHold } = await import('./use-cases/release-hold')
const { archiveVersion } = await import('./use-cases/archive-version')
const { changeVersion } = await import('./use-cases/change-version')
const { attachSignature } = await import('./use-cases/attach-signature')
const { trustSigner } = await import('./use-cases/trust-signer')
const { removeSigner } = await import('./use-cases/remove-signer')
const { listSigners } = await import('./use-cases/list-signers')
const { getVersion } = await import('./use-cases/get-version')
const { getDependencies } = await import('./use-cases/get-dependencies')

const workspaceId = newId()
const otherWorkspaceId = newId()
const dana = person(workspaceId, 'Dana', ['data-scientist'])
const stranger = person(otherWorkspaceId, 'Sam', ['data-scientist'])
const call = { principal: dana, workspace: workspaceId }
const omar = { principal: person(workspaceId, 'Omar', ['operator']), workspace: workspaceId }
const pat = { principal: person(workspaceId, 'Pat', ['platform-admin']), workspace: workspaceId }

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

const provenanceOf = (versionId: string) => runQuery(getProvenance, { ...call, input: { versionId } })
const lastEvent = (type: string) => database().auditEvent.findFirst({ where: { type }, orderBy: { at: 'desc' } })

test('the card states a licence until a person does; only SPDX expressions are taken, in normal spelling', async () => {
  const { id, revision } = await register(await newModel('licensed'), {})
  expect((await provenanceOf(id)).licence).toMatchObject({ expression: null, source: null })
  const now = await runQuery(getVersion, { ...call, input: { versionId: id } })
  const card = '---\nlicense: apache-2.0\n---\n# Card'
  await runCommand(changeVersion, { ...call, input: { versionId: id, revision: now.revision ?? revision, card } })
  expect((await provenanceOf(id)).licence).toMatchObject({ expression: 'Apache-2.0', source: 'card' })
  const set = (licence: string | null) => runCommand(setLicence, { ...call, input: { versionId: id, licence } })
  await expect(set('free for all')).rejects.toMatchObject({ code: 'invalid' })
  expect(await set('mit or bsd-3-clause')).toMatchObject({ expression: 'MIT OR BSD-3-Clause', source: 'person' })
  expect(await set(null)).toMatchObject({ expression: 'Apache-2.0', source: 'card' })
})

test('what is held is neither archived nor forgotten, through commands and past them, until a person lets go', async () => {
  const { id } = await register(await newModel('held'), {})
  const hold = (reason: string) => runCommand(placeHold, { ...omar, input: { versionId: id, reason } })
  const release = (reason: string) => runCommand(releaseHold, { ...omar, input: { versionId: id, reason } })
  await expect(runCommand(placeHold, { ...call, input: { versionId: id, reason: 'mine' } })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await hold('Complaint 4711')
  await hold('Again')
  expect((await provenanceOf(id)).hold).toMatchObject({ reason: 'Complaint 4711', placedByName: 'Omar' })
  await expect(runCommand(archiveVersion, { ...omar, input: { versionId: id } })).rejects.toMatchObject({
    code: 'refused',
    details: { reason: 'held' },
  })
  const [file] = await database().versionFile.findMany({ where: { versionId: id } })
  await expect(database().blob.delete({ where: { sha256: file?.sha256 ?? '' } })).rejects.toThrow(/SLIPWAY_/)
  await release('Settled')
  await expect(release('Twice')).rejects.toMatchObject({ code: 'conflict' })
  expect(await provenanceOf(id)).toMatchObject({ hold: null, pastHolds: [{ releaseReason: 'Settled' }] })
  expect(await lastEvent('registry.hold-released')).toBeTruthy()
  const archived = await runCommand(archiveVersion, { ...omar, input: { versionId: id } })
  expect(archived.state).toBe('ARCHIVED')
})

test("a signature is a stranger's until its key is trusted, and again when trust is taken away", async () => {
  const modelId = await newModel('signed')
  const { id } = await register(modelId, {})
  const digest = (await runQuery(getVersion, { ...call, input: { versionId: id } })).manifestDigest ?? ''
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const signatureOf = (text: string) => sign(null, Buffer.from(text), privateKey).toString('base64')
  const attach = (signature: string) =>
    runCommand(attachSignature, { ...call, input: { versionId: id, kind: 'ed25519', signature, publicKey: pem } })
  expect((await provenanceOf(id)).signing).toEqual({ verdict: 'unsigned', signatures: [] })
  await expect(attach(signatureOf(`sha256:${'0'.repeat(64)}`))).rejects.toMatchObject({ code: 'invalid' })
  expect(await attach(signatureOf(digest))).toMatchObject({
    verdict: 'signed-untrusted',
    signatures: [{ signer: null }],
  })
  await attach(signatureOf(digest))
  const trust = (call: object) =>
    runCommand(trustSigner, { ...pat, ...call, input: { name: 'Release key', kind: 'ed25519', publicKey: pem } })
  await expect(trust(omar)).rejects.toMatchObject({ code: 'forbidden' })
  const signer = await trust({})
  await expect(trust({})).rejects.toMatchObject({ code: 'conflict' })
  expect((await runQuery(listSigners, { ...pat, input: {} })).items.map((one) => one.name)).toEqual(['Release key'])
  expect((await provenanceOf(id)).signing).toMatchObject({
    verdict: 'signed-trusted',
    signatures: [{ signer: 'Release key', identity: signer.fingerprint }],
  })
  await runCommand(removeSigner, { ...pat, input: { signerId: signer.id } })
  expect((await provenanceOf(id)).signing.verdict).toBe('signed-untrusted')
  const row = { workspaceId, versionId: id, manifestDigest: digest }
  await expect(database().versionSignature.deleteMany({ where: row })).rejects.toThrow('SLIPWAY_IMMUTABLE_VERSION')
})

test('a version knows the data it names and every other version with the same bytes', async () => {
  const modelId = await newModel('lineage')
  const onnx = { 'model.onnx': tinyOnnx({ training_data_sha256: 'c'.repeat(64) }) }
  const first = await register(modelId, onnx)
  const second = await register(await newModel('lineage-too'), onnx)
  expect((await provenanceOf(first.id)).lineage).toEqual({
    data: [{ name: null, digest: `sha256:${'c'.repeat(64)}`, from: 'version' }],
    run: null,
    commit: null,
    copiedFrom: null,
    copies: [],
    sameContent: [{ id: second.id, modelId: second.modelId, modelName: 'lineage-too', number: 1, state: 'READY' }],
  })
  const foreign = { principal: stranger, workspace: otherWorkspaceId, input: { versionId: first.id } }
  await expect(runQuery(getProvenance, foreign)).rejects.toMatchObject({ code: 'not_found' })
})

test('a run of this workspace is named with the data that it read; copies are told from twins', async () => {
  const modelId = await newModel('runs')
  const first = await register(modelId, {})
  const [runId, datasetId] = [newId(), newId()]
  await database().trackingExperiment.createMany({
    data: [{ workspaceId, number: 7, name: 'income' }],
    skipDuplicates: true,
  })
  const run = { experiment: 7, name: 'calm-otter', startMs: 1n, createdById: dana.id, createdByName: 'Dana' }
  await database().trackingRun.create({ data: { id: runId, workspaceId, ...run } })
  const dataset = { experiment: 7, name: 'census', digest: 'ab12', sourceType: 'local', source: '{}' }
  await database().trackingDataset.create({ data: { id: datasetId, workspaceId, ...dataset } })
  await database().runInput.create({ data: { workspaceId, runId, datasetId } })
  const input = { modelId, sourceRunId: runId.replaceAll('-', ''), sourceCommit: 'c0ffee' }
  const made = await runCommand(createVersion, { ...call, input })
  const stray = await runCommand(createVersion, { ...call, input: { modelId, sourceRunId: 'elsewhere' } })
  // Only the MLflow API copies versions; here the column is set past the triggers, as it would be at creation.
  await database().$transaction([
    database().$executeRaw`SET LOCAL session_replication_role = replica`,
    database().$executeRaw`UPDATE "ModelVersion" SET "copiedFromId" = ${first.id}::uuid WHERE id = ${made.id}::uuid`,
  ])
  const lineage = (await provenanceOf(made.id)).lineage
  expect(lineage).toMatchObject({
    data: [{ name: 'census', digest: 'ab12', from: 'run' }],
    run: { id: input.sourceRunId, name: 'calm-otter', found: true },
    commit: 'c0ffee',
    copiedFrom: { id: first.id, modelName: 'runs', number: 1 },
  })
  const origin = (await provenanceOf(first.id)).lineage
  expect(origin.copies.map((one) => one.id)).toEqual([made.id])
  expect(origin.sameContent.map((one) => one.id)).not.toContain(made.id)
  expect((await provenanceOf(stray.id)).lineage.run).toEqual({ id: 'elsewhere', name: null, found: false })
})
