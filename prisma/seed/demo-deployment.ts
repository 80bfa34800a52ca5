import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { castVote } from '@/lib/approvals/use-cases/cast-vote'
import { getChangeRequest } from '@/lib/approvals/use-cases/get-change-request'
import type { Role } from '@/lib/identity/domain/permissions'
import type { Principal } from '@/lib/identity/domain/principal'
import { attachFile } from '@/lib/registry/use-cases/attach-file'
import { createModel } from '@/lib/registry/use-cases/create-model'
import { createVersion } from '@/lib/registry/use-cases/create-version'
import { moveAlias } from '@/lib/registry/use-cases/move-alias'
import { submitVersion } from '@/lib/registry/use-cases/submit-version'
import { createDeployment } from '@/lib/rollouts/use-cases/create-deployment'
import { requestRollout } from '@/lib/rollouts/use-cases/request-rollout'
import { blobs } from '@/lib/server/blobs'
import { database } from '@/lib/server/database'
import { runCommand } from '@/lib/server/run-command'
import { runQuery } from '@/lib/server/run-query'
import { type DemoIdentity, seedDemoIdentity } from './demo-identity'
import { seedDemoReference } from './demo-reference'
import { seedDemoRuns } from './demo-runs'

export interface DemoDeployment {
  deploymentId: string
  agentId: string
  gatewayUrl: string
}

const MODEL = 'census-employment'
const VERSIONS = [
  { file: 'champion', description: 'Logistic regression: the version in service.' },
  { file: 'challenger', description: 'Gradient boosting: better in cross-validation.' },
  { file: 'slow', description: 'The champion with an artificial delay: right answers, too late.' },
  { file: 'harmful', description: 'Right signature, wrong answers: only labels show it.' },
]

/** A persona as the principal of a seed: the same commands, permissions and audit as a click. */
function personaOf(identity: DemoIdentity, role: 'data-scientist' | 'operator', roles: Role[]): Principal {
  const person = identity.personas.find((persona) => persona.role === role)
  if (!person) throw new Error(`the demo has no ${role}`)
  const grants = [{ workspaceId: identity.workspace.id, roles }]
  return {
    kind: 'user',
    id: person.userId,
    name: person.name,
    email: person.email,
    sessionId: person.userId,
    method: 'seed',
    grants,
  }
}

async function eventually<T>(what: string, check: () => Promise<T | null>): Promise<T> {
  for (let i = 0; i < 600; i += 1) {
    const value = await check()
    if (value !== null) return value
    await delay(200)
  }
  throw new Error(`The demo waited two minutes for ${what}.`)
}

async function registerVersion(
  principal: Principal,
  workspace: string,
  modelId: string,
  data: string,
  version: (typeof VERSIONS)[number],
): Promise<string> {
  const card = JSON.parse(await readFile(join(data, 'models', `${version.file}.json`), 'utf8')) as {
    metrics?: Record<string, unknown>
  }
  const metrics = Object.fromEntries(
    Object.entries(card.metrics ?? {}).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  )
  const created = await runCommand(createVersion, {
    principal,
    workspace,
    // The tag is how the deployment page finds the version for "try a bad candidate".
    input: {
      modelId,
      description: version.description,
      metrics,
      tags: version.file === 'slow' ? { demo: 'bad-candidate' } : {},
    },
  })
  for (const [path, source] of [
    ['model.onnx', `${version.file}.onnx`],
    ['card.json', `${version.file}.json`],
  ] as const) {
    const blob = await blobs().put(createReadStream(join(data, 'models', source)), { maxBytes: 64 * 1024 * 1024 })
    await runCommand(attachFile, { principal, workspace, input: { versionId: created.id, path, ...blob } })
  }
  await runCommand(submitVersion, { principal, workspace, input: { versionId: created.id } })
  return created.id
}

/** The first champion was there before anybody had to approve one. */
const BEGINNING: Principal = {
  kind: 'job',
  id: 'seed.demo-deployment',
  name: 'seed.demo-deployment',
  permissions: ['registry:move-alias'],
}

async function registerModel(identity: DemoIdentity, data: string): Promise<{ modelId: string; versionIds: string[] }> {
  const principal = personaOf(identity, 'data-scientist', ['data-scientist'])
  const workspace = identity.workspace.slug
  const known = await database().model.findUnique({
    where: { workspaceId_name: { workspaceId: identity.workspace.id, name: MODEL } },
  })
  const model =
    known ??
    (await runCommand(createModel, {
      principal,
      workspace,
      input: {
        name: MODEL,
        description: 'Who has a job: American Community Survey, Massachusetts.',
        importance: 'high',
      },
    }))
  const existing = await database().modelVersion.findMany({ where: { modelId: model.id }, orderBy: { number: 'asc' } })
  const versionIds = existing.map(({ id }) => id)
  for (const version of VERSIONS.slice(existing.length))
    versionIds.push(await registerVersion(principal, workspace, model.id, data, version))
  await eventually('intake', async () => {
    const waiting = await database().modelVersion.count({
      where: { id: { in: versionIds }, state: { in: ['PENDING', 'SCANNING'] } },
    })
    return waiting === 0 ? true : null
  })
  if (existing.length === 0)
    await runCommand(moveAlias, {
      principal: BEGINNING,
      workspace,
      input: { modelId: model.id, name: 'champion', number: 1, reason: 'In service since the beginning.' },
    })
  await seedDemoRuns({ principal, workspace: identity.workspace }, data)
  return { modelId: model.id, versionIds }
}

async function approve(identity: DemoIdentity, changeRequestId: string): Promise<void> {
  const principal = personaOf(identity, 'operator', ['operator', 'approver'])
  const workspace = identity.workspace.slug
  const request = await runQuery(getChangeRequest, { principal, workspace, input: { changeRequestId } })
  await runCommand(castVote, {
    principal,
    workspace,
    input: {
      changeRequestId,
      cycle: request.cycle,
      approvalDigest: request.approvalDigest,
      decision: 'approve',
      reason: 'Evidence looked at; good to go.',
    },
  })
}

/** Requests, approves and waits until the rollout reaches one of the wanted statuses. */
async function rollOut(identity: DemoIdentity, input: object, wanted: readonly string[]): Promise<void> {
  const principal = personaOf(identity, 'data-scientist', ['data-scientist'])
  const ref = await runCommand(requestRollout, { principal, workspace: identity.workspace.slug, input })
  if (ref.changeRequestId !== null) await approve(identity, ref.changeRequestId)
  await eventually(`rollout ${ref.number}`, async () => {
    const row = await database().rollout.findUniqueOrThrow({ where: { id: ref.rolloutId } })
    if (['FAILED', 'CANCELLED', 'HELD'].includes(row.status))
      throw new Error(
        `Rollout ${row.number} of the demo is ${row.status} (${row.endReason ?? row.holdReason ?? 'no reason'}).`,
      )
    return wanted.includes(row.status) ? true : null
  })
}

/** The people and the registered versions alone, for work on the registry without an agent. */
export async function seedDemoRegistry(): Promise<{ identity: DemoIdentity; modelId: string; versionIds: string[] }> {
  const identity = await seedDemoIdentity()
  return { identity, ...(await registerModel(identity, join(import.meta.dirname, 'demo'))) }
}

/** Champion in production, challenger as a canary beside it, references for drift: everything through the ordinary commands. */
export async function seedDemoDeployment(identity: DemoIdentity, data: string): Promise<DemoDeployment> {
  const workspaceId = identity.workspace.id
  const { modelId, versionIds } = await registerModel(identity, data)
  const target = await eventually('the local agent', () =>
    database().target.findFirst({ where: { workspaceId }, orderBy: { createdAt: 'asc' } }),
  )
  const agent = await eventually('the gateway', async () => {
    const row = await database().agent.findUniqueOrThrow({ where: { id: target.agentId } })
    return row.gatewayUrl === null ? null : { id: row.id, gatewayUrl: row.gatewayUrl }
  })
  const principal = personaOf(identity, 'data-scientist', ['data-scientist'])
  const workspace = identity.workspace.slug
  const known = await database().deployment.findFirst({ where: { workspaceId, name: MODEL } })
  const answer = (deploymentId: string) => ({ deploymentId, agentId: agent.id, gatewayUrl: agent.gatewayUrl })
  if (known && (await database().rollout.count({ where: { deploymentId: known.id } })) > 1) return answer(known.id)
  for (const versionId of versionIds.slice(0, 2))
    if ((await database().reference.count({ where: { workspaceId, versionId } })) === 0)
      await seedDemoReference({
        principal,
        workspace,
        workspaceId,
        versionId,
        file: join(data, 'training.csv.gz'),
        label: 'employed',
      })
  const deploymentId =
    known?.id ??
    (
      await runCommand(createDeployment, {
        principal,
        workspace,
        input: { name: MODEL, environmentId: identity.environments.production, targetId: target.id, modelId },
      })
    ).deploymentId
  if ((await database().rollout.count({ where: { deploymentId, status: 'SUCCEEDED' } })) === 0)
    await rollOut(
      identity,
      { deploymentId, versionId: versionIds[0], strategy: 'all-at-once', reason: 'First version in production.' },
      ['SUCCEEDED'],
    )
  const steps = [
    { candidateBps: 2500, minDwellSec: 120, manual: true },
    { candidateBps: 10_000, minDwellSec: 120 },
  ]
  await rollOut(
    identity,
    {
      deploymentId,
      versionId: versionIds[1],
      strategy: 'canary',
      steps,
      reason: 'Gradient boosting beat the champion offline; try it on real traffic.',
    },
    ['BAKING', 'AWAITING_APPROVAL'],
  )
  return answer(deploymentId)
}
