import type { Principal } from '@/lib/identity/domain/principal'
import { newId } from '@/lib/kernel/new-id'
import type { PersonAction } from '../domain/decide-person'
import { agentActions } from './rollout-agent'
import { castOf, type Policy } from './rollout-cast'
import { rolloutReads } from './rollout-reads'
import { type Traffic, trafficRows } from './rollout-traffic'

type Draft = { candidateBps: number; minDwellSec: number; manual?: boolean }

interface Ask {
  version: number
  strategy?: 'all-at-once' | 'blue-green' | 'canary' | 'linear' | 'shadow'
  steps?: Draft[]
  by?: Principal
  /** How long the agent has said nothing; a busy machine must not decide that. */
  silentSec?: number
}

interface Doing {
  by?: Principal
  expectedRevision?: number
  key?: string
  workspace?: string
}

export const QUICK: Draft[] = [
  { candidateBps: 500, minDwellSec: 0 },
  { candidateBps: 2500, minDwellSec: 0 },
  { candidateBps: 10_000, minDwellSec: 0 },
]
export const reason = 'because the test says so'

/** A workspace with people, an agent on the protocol and a model: versions 1 to 6 are READY, 7 ARCHIVED, 8 QUARANTINED, 9 PENDING. Import it after the test database is in place. */
export async function makeRolloutScene() {
  const { makeScene } = await import('@/lib/agents/testing/scene')
  const { runCommand } = await import('@/lib/server/run-command')
  const { runQuery } = await import('@/lib/server/run-query')
  const { ingestPredictions } = await import('@/lib/monitoring/ingest-port')
  const { castVote } = await import('@/lib/approvals/use-cases/cast-vote')
  const { createDeployment } = await import('../use-cases/create-deployment')
  const { requestRollout } = await import('../use-cases/request-rollout')
  const { rollBack } = await import('../use-cases/roll-back')
  const { getRollout } = await import('../use-cases/get-rollout')
  const { evaluateJob } = await import('../jobs')
  const { personActions } = await import('./person-actions')
  const { log } = await import('@/lib/server/log')
  const scene = await makeScene()
  const { database, workspaceId, slug, act } = scene

  const cast = await castOf(scene)
  const { olga, omar, environments, modelId, versionIds } = cast
  const agent = await scene.newAgent('local')
  const tick = (deploymentId: string) => evaluateJob.run({ workspaceId, deploymentId }, { log })
  const acts = agentActions({ agent, database, tick })
  const looks = rolloutReads(scene)
  let names = 0

  async function newDeployment(policy: Policy = 'solo'): Promise<string> {
    names += 1
    const input = { name: `d${names}`, environmentId: environments[policy], modelId }
    return (await runCommand(createDeployment, { principal: omar, workspace: slug, input })).deploymentId
  }

  async function ask(deploymentId: string, { version, strategy = 'canary', steps, by = olga, silentSec = 0 }: Ask) {
    const versionId = versionIds.get(version) ?? ''
    const input = { deploymentId, versionId, strategy, reason, ...(steps === undefined ? {} : { steps }) }
    await acts.heard(silentSec)
    return runCommand(requestRollout, { principal: by, workspace: slug, input })
  }

  const read = (rolloutId: string, principal: Principal = olga) =>
    runQuery(getRollout, { principal, workspace: slug, input: { rolloutId } })

  async function serve(deploymentId: string, version: number): Promise<string> {
    const { rolloutId, changeRequestId } = await ask(deploymentId, {
      version,
      strategy: 'all-at-once',
      steps: [{ candidateBps: 10_000, minDwellSec: 0 }],
    })
    if (changeRequestId !== null) await vote(changeRequestId, 'approve')
    await tick(deploymentId)
    await acts.obey(deploymentId)
    if ((await looks.rowOf(rolloutId)).fromPlanDigest !== null) {
      await feed(rolloutId)
      await acts.obey(deploymentId)
    }
    const status = await looks.statusOf(rolloutId)
    if (status !== 'SUCCEEDED') throw new Error(`version ${version} does not serve: ${status}`)
    return rolloutId
  }

  /** Predictions of both variants in the running step, and the agent's word that they are all there. */
  async function feed(rolloutId: string, traffic: Traffic = {}): Promise<void> {
    const row = await looks.rowOf(rolloutId)
    const { candidate } = row.spec as { candidate: { variantId: string } }
    const settled = await scene.door.settledPlan(database(), row.deploymentId)
    const stable = settled.plan?.variants.find((v) => v.role === 'stable' && v.variantId !== candidate.variantId)
    const between = { candidate: candidate.variantId, stable: stable?.variantId, generation: Number(row.generation) }
    const records = trafficRows(between, traffic)
    const principal: Principal = { kind: 'agent', id: agent.agentId, name: 'local', workspaceId }
    if (records.length > 0) {
      const body = { schema: 'slipway.predictions/1', batchId: newId(), deploymentId: row.deploymentId, records }
      const answer = await ingestPredictions({ principal, workspaceId, body })
      if (answer.rejected > 0) throw new Error(JSON.stringify(answer))
    }
    await acts.report(row.deploymentId)
    await tick(row.deploymentId)
  }

  async function vote(changeRequestId: string, decision: 'approve' | 'reject', by: Principal = omar) {
    const request = await database().changeRequestCycle.findFirstOrThrow({ where: { changeRequestId } })
    const { approvalDigest, cycle } = request
    return runCommand(castVote, {
      principal: by,
      workspace: slug,
      input: { changeRequestId, approvalDigest, cycle, decision, reason: decision === 'reject' ? reason : undefined },
    })
  }

  const move = (
    action: PersonAction,
    rolloutId: string,
    { by = omar, expectedRevision, key, workspace = slug }: Doing = {},
  ) =>
    runCommand(personActions[action], {
      principal: by,
      workspace,
      input: { rolloutId, reason, ...(expectedRevision === undefined ? {} : { expectedRevision }) },
      idempotencyKey: key ?? null,
    })
  const back = (deploymentId: string, variantId?: string, { by = omar, key }: Doing = {}) =>
    runCommand(rollBack, {
      principal: by,
      workspace: slug,
      input: { deploymentId, reason, ...(variantId === undefined ? {} : { variantId }) },
      idempotencyKey: key ?? null,
    })

  /** Lets a time pass for one rollout, as if it had entered its state so much earlier. */
  async function age(rolloutId: string, ms: number): Promise<void> {
    await act(async (tx, audit) => {
      await tx.$executeRaw`UPDATE "Rollout" SET "statusEnteredAt" = "statusEnteredAt" - make_interval(secs => ${ms / 1000}::float8),
        "stepEnteredAt" = "stepEnteredAt" - make_interval(secs => ${ms / 1000}::float8) WHERE id = ${rolloutId}::uuid`
      await audit.record('rollouts.action-taken', { resources: [] })
    })
  }

  /** Archives a version, as the registry would. */
  const archive = (number: number) =>
    act(async (tx, audit) => {
      const id = versionIds.get(number) ?? ''
      await tx.modelVersion.update({ where: { id }, data: { state: 'ARCHIVED' } })
      await audit.record('registry.version-archived', { resources: [{ kind: 'version', id }] })
    })

  return {
    ...scene,
    ...cast,
    ...acts,
    ...looks,
    agent,
    newDeployment,
    ask,
    tick,
    read,
    serve,
    feed,
    vote,
    do: move,
    back,
    age,
    archive,
  }
}

export type RolloutScene = Awaited<ReturnType<typeof makeRolloutScene>>
