import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/new-id'
import { useTestDatabase } from '@/lib/server/testing/test-database'
import { agentPaths } from './domain/protocol'
import type { ArtifactAnswer } from './domain/wire'
import type { FakeAgent } from './testing/fake-agent'
import type { Scene } from './testing/scene'

const testDb = await useTestDatabase()
const { makeScene } = await import('./testing/scene')
const { stopWakeHub } = await import('./wake-hub')
const { blobs } = await import('@/lib/server/blobs')

const BYTES = Buffer.from('not really a model, but bytes all the same')
const SHA = createHash('sha256').update(BYTES).digest('hex')
const NAMED = `sha256:${'a'.repeat(64)}`

let scene: Scene
let agent: FakeAgent
beforeAll(async () => {
  scene = await makeScene()
  agent = await scene.newAgent('fetcher')
  const deployment = await scene.newDeployment(agent)
  await scene.issue(deployment.id, { a: 10_000 })
  await blobs().put(Readable.from([BYTES]), { maxBytes: 1000 })
  await registerVersion(NAMED, 1)
  await registerVersion(`sha256:${'d'.repeat(64)}`, 2)
})
afterAll(async () => {
  await stopWakeHub()
  await testDb.drop()
})

async function registerVersion(manifestDigest: string, number: number): Promise<void> {
  const { workspaceId } = scene
  const [modelId, versionId] = [newId(), newId()]
  const made = { createdById: scene.operator.id }
  await scene.act(async (tx, audit) => {
    await tx.model.create({ data: { id: modelId, workspaceId, name: `census-${number}`, ...made } })
    const facts = { state: 'PENDING', manifestDigest, createdByName: 'Dora', signature: { inputs: [], outputs: [] } }
    await tx.modelVersion.create({ data: { id: versionId, workspaceId, modelId, number, ...facts, ...made } })
    await tx.versionFile.create({
      data: { workspaceId, versionId, path: 'model.onnx', sha256: SHA, sizeBytes: BYTES.length },
    })
    await tx.modelVersion.update({ where: { id: versionId }, data: { state: 'READY', readyAt: new Date() } })
    await audit.record('registry.version-ready', { resources: [{ kind: 'version', id: versionId }] })
  })
}

const artifact = (digest: string, who = agent) =>
  who.send<ArtifactAnswer>(scene.routes.artifact, who.signed('GET', agentPaths.artifact(digest), null), {
    manifestDigest: digest,
  })

async function file(who: FakeAgent, headers: Record<string, string> = {}): Promise<Response> {
  const request = who.signed('GET', agentPaths.file(SHA), null)
  for (const [name, value] of Object.entries(headers)) request.headers.set(name, value)
  return scene.routes.file(request, { params: Promise.resolve({ sha256: SHA }) })
}

test('an agent reads the artifact that its command names, and its bytes, whole or in part', async () => {
  const { status, body } = await artifact(NAMED)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    manifestDigest: NAMED,
    modelName: 'census-1',
    files: [{ path: 'model.onnx', sha256: SHA }],
  })
  const whole = await file(agent)
  expect([whole.status, await whole.text()]).toEqual([200, BYTES.toString()])
  const part = await file(agent, { range: 'bytes=4-9' })
  expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
    206,
    `bytes 4-9/${BYTES.length}`,
    BYTES.toString().slice(4, 10),
  ])
  expect((await file(agent, { range: 'bytes=999-' })).status).toBe(416)
})

test('an artifact that nothing names for this agent does not exist for it', async () => {
  expect((await artifact(`sha256:${'d'.repeat(64)}`)).status).toBe(404)
  const other = await scene.newAgent('onlooker')
  expect((await artifact(NAMED, other)).status).toBe(404)
  expect((await file(other)).status).toBe(404)
})
