import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { makeScene } from '@/lib/agents/testing/scene'
import type { Principal } from '@/lib/identity/domain/principal'
import { newId } from '@/lib/kernel/new-id'
import { registerVersion } from '@/lib/registry/testing/register-version'
import { createModel } from '@/lib/registry/use-cases/create-model'
import { runCommand } from '@/lib/server/run-command'
import { dataDir } from './test-gateway'

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

const ROUTES: [RegExp, string, () => Promise<Record<string, unknown>>][] = [
  [/^\/enroll\/challenge$/, '', () => import('@/app/api/agent/v1/enroll/challenge/route')],
  [/^\/enroll$/, '', () => import('@/app/api/agent/v1/enroll/route')],
  [/^\/session\/challenge$/, '', () => import('@/app/api/agent/v1/session/challenge/route')],
  [/^\/session$/, '', () => import('@/app/api/agent/v1/session/route')],
  [/^\/poll$/, '', () => import('@/app/api/agent/v1/poll/route')],
  [/^\/observed$/, '', () => import('@/app/api/agent/v1/observed/route')],
  [/^\/predictions$/, '', () => import('@/app/api/agent/v1/predictions/route')],
  [/^\/commands\/([^/]+)\/events$/, 'commandId', () => import('@/app/api/agent/v1/commands/[commandId]/events/route')],
  [/^\/artifacts\/([^/]+)$/, 'manifestDigest', () => import('@/app/api/agent/v1/artifacts/[manifestDigest]/route')],
  [/^\/files\/([^/]+)$/, 'sha256', () => import('@/app/api/agent/v1/files/[sha256]/route')],
]

async function toRequest(incoming: IncomingMessage, origin: string): Promise<Request> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) if (typeof value === 'string') headers.set(name, value)
  // The routes accept the configured origin; the port of a test server is not it.
  headers.set('host', 'localhost:3000')
  const body = incoming.method === 'GET' ? null : Buffer.concat(chunks)
  return new Request(origin + (incoming.url ?? '/'), { method: incoming.method ?? 'GET', headers, body })
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse, origin: string): Promise<void> {
  const path = (incoming.url ?? '/').split('?')[0]?.replace('/api/agent/v1', '') ?? ''
  for (const [pattern, param, load] of ROUTES) {
    const match = pattern.exec(path)
    if (match === null) continue
    const handler = (await load())[incoming.method ?? 'GET'] as Handler
    const params = param === '' ? {} : { [param]: decodeURIComponent(match[1] ?? '') }
    const response = await handler(await toRequest(incoming, origin), { params: Promise.resolve(params) })
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    if (response.body === null) outgoing.end()
    else Readable.fromWeb(response.body as ReadableStream).pipe(outgoing)
    return
  }
  outgoing.writeHead(404).end()
}

/** The real agent routes over HTTP, with a workspace, real models in the registry, and what a room above would do. */
export async function controlPlane() {
  const scene = await makeScene()
  const { database } = scene
  let away = false
  let port = 0
  const server = createServer((incoming, outgoing) => {
    if (away) return void incoming.socket.destroy()
    answer(incoming, outgoing, `http://127.0.0.1:${port}`).catch(() => outgoing.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.address()
  port = typeof address === 'object' && address !== null ? address.port : 0

  const scientist: Principal = {
    ...scene.operator,
    id: newId(),
    grants: [{ workspaceId: scene.workspaceId, roles: ['data-scientist'] }],
  } as Principal

  async function newModel(name: string): Promise<string> {
    const { id } = await runCommand(createModel, { principal: scientist, workspace: scene.slug, input: { name } })
    return id
  }

  /** A version with the bytes of a model of the data sets, through intake. */
  async function newVersion(modelId: string, model: string) {
    const [set, name] = model.split('/')
    const bytes = readFileSync(join(dataDir, set ?? '', 'models', `${name}.onnx`))
    const { id } = await registerVersion({
      principal: scientist,
      workspaceId: scene.workspaceId,
      modelId,
      files: { 'model.onnx': bytes },
    })
    const row = await database().modelVersion.findFirstOrThrow({ where: { id } })
    if (row.manifestDigest === null) throw new Error(`version ${row.number} did not get through intake: ${row.state}`)
    return { versionId: id, versionNumber: row.number, manifestDigest: row.manifestDigest }
  }

  async function newDeployment(agentId: string, modelId: string, modelName: string, name: string) {
    const target = await database().target.findFirstOrThrow({ where: { agentId } })
    const environment = await database().environment.findFirstOrThrow({ where: { workspaceId: scene.workspaceId } })
    const input = {
      workspaceId: scene.workspaceId,
      name,
      environmentId: environment.id,
      targetId: target.id,
      modelId,
      modelName,
      createdById: scene.operator.id,
    }
    return scene.act((tx, audit) => scene.door.createDeployment(tx, audit, input))
  }

  type Version = Awaited<ReturnType<typeof newVersion>>

  async function order(
    deploymentId: string,
    shares: { version: Version; weightBps: number; role?: 'stable' | 'candidate' | 'shadow'; mirrorBps?: number }[],
    options: { lane?: 'plan' | 'protective'; kind?: 'apply-plan' | 'stop-serving' } = {},
  ) {
    const configDigest = `sha256:${'c'.repeat(64)}`
    const variants = await Promise.all(
      shares.map(async ({ version, weightBps, role, mirrorBps }, index) => {
        const facts = { versionNumber: version.versionNumber, manifestDigest: version.manifestDigest, configDigest }
        const variantId = await scene.door.ensureVariant(database(), {
          workspaceId: scene.workspaceId,
          deploymentId,
          versionId: version.versionId,
          ...facts,
        })
        return {
          variantId,
          role: role ?? (index === 0 ? ('stable' as const) : ('candidate' as const)),
          ...facts,
          weightBps,
          mirrorBps: mirrorBps ?? 0,
          requestCap: null,
        }
      }),
    )
    return scene.act((tx, audit) =>
      scene.door.issueCommand(tx, audit, {
        workspaceId: scene.workspaceId,
        deploymentId,
        kind: options.kind ?? 'apply-plan',
        lane: options.lane ?? 'plan',
        plan: {
          variants,
          routing: { unitKey: { header: 'x-slipway-unit' }, missingUnit: 'random', salt: deploymentId },
        },
        idempotencyKey: newId(),
      }),
    )
  }

  return {
    ...scene,
    url: `http://127.0.0.1:${port}`,
    newModel,
    newVersion,
    newDeployment,
    order,
    setAway(isAway: boolean) {
      away = isAway
      if (isAway) server.closeAllConnections()
    },
    async close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
