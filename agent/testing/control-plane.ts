import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeScene } from '@/lib/agents/testing/scene'
import type { Principal } from '@/lib/identity/domain/principal'
import { newId } from '@/lib/kernel/new-id'
import { registerVersion } from '@/lib/registry/testing/register-version'
import { createModel } from '@/lib/registry/use-cases/create-model'
import { runCommand } from '@/lib/server/run-command'
import { serveAgentRoutes } from './agent-routes'
import { dataDir } from './test-gateway'

/** The real agent routes over HTTP, with a workspace, real models in the registry, and what a room above would do. */
export async function controlPlane() {
  const scene = await makeScene()
  const { database } = scene
  const routes = await serveAgentRoutes(0)

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
    url: routes.url,
    newModel,
    newVersion,
    newDeployment,
    order,
    setAway: routes.setAway,
    close: routes.close,
  }
}
