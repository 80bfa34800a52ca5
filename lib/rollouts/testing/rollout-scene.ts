import type { FakeAgent, Leased } from '@/lib/agents/testing/fake-agent'
import type { Role } from '@/lib/identity/domain/permissions'
import type { Principal } from '@/lib/identity/domain/principal'
import { newId } from '@/lib/kernel/new-id'
import type { PersonAction } from '../domain/decide-person'
import type { RolloutStatus } from '../domain/status'

type User = Extract<Principal, { kind: 'user' }>
type Policy = 'solo' | 'four-eyes'
type Draft = { candidateBps: number; minDwellSec: number; manual?: boolean }

interface Ask {
  version: number
  strategy?: 'all-at-once' | 'blue-green' | 'canary' | 'linear' | 'shadow'
  steps?: Draft[]
  by?: Principal
  /** How long the agent has said nothing; a busy machine must not decide that. */
  silentSec?: number
}

export const QUICK: Draft[] = [
  { candidateBps: 500, minDwellSec: 0 },
  { candidateBps: 2500, minDwellSec: 0 },
  { candidateBps: 10_000, minDwellSec: 0 },
]
const STATES: Record<number, string> = { 7: 'ARCHIVED', 8: 'QUARANTINED', 9: 'PENDING' }
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

  function person(name: string, roles: Role[]): User {
    const email = `${name.toLowerCase()}-${newId()}@example.test`
    const grants = [{ workspaceId, roles }]
    return { kind: 'user', id: newId(), name, email, sessionId: newId(), method: 'password', grants }
  }
  const olga = person('Olga', ['operator'])
  const omar = person('Omar', ['operator', 'approver', 'platform-admin'])
  const environments: Record<Policy, string> = { solo: newId(), 'four-eyes': newId() }
  const modelId = newId()
  const versionIds = new Map<number, string>()
  await act(async (tx, audit) => {
    for (const { id, email, name, grants } of [olga, omar]) {
      await tx.user.create({ data: { id, email, name } })
      await tx.member.create({ data: { workspaceId, userId: id, roles: [...(grants[0]?.roles ?? [])] } })
    }
    for (const policy of ['solo', 'four-eyes'] as const)
      await tx.environment.create({
        data: { id: environments[policy], workspaceId, name: policy, kind: 'production', policy },
      })
    await tx.model.create({ data: { id: modelId, workspaceId, name: 'census', createdById: 'fixture' } })
    const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9]
    for (const number of numbers) versionIds.set(number, newId())
    await tx.modelVersion.createMany({
      data: numbers.map((number) => ({
        id: versionIds.get(number) ?? '',
        workspaceId,
        modelId,
        number,
        state: STATES[number] ?? 'READY',
        verdict: 'clean',
        format: 'onnx',
        manifestDigest: `sha256:${String(number).repeat(64)}`,
        task: 'binary-classification',
        signature: { classes: ['0', '1'], positiveClass: '1', threshold: 0.5 },
        createdById: 'fixture',
        createdByName: 'fixture',
      })),
    })
    await audit.record('identity.environment-created', { resources: [{ kind: 'model', id: modelId }] })
  })
  const agent = await scene.newAgent('local')
  let names = 0

  async function newDeployment(policy: Policy = 'solo'): Promise<string> {
    names += 1
    const input = { name: `d${names}`, environmentId: environments[policy], modelId }
    return (await runCommand(createDeployment, { principal: omar, workspace: slug, input })).deploymentId
  }

  /** The agent's last word, so many seconds ago. */
  const heard = (secondsAgo: number) =>
    database()
      .$executeRaw`UPDATE "AgentPresence" SET "lastSeenAt" = now() - make_interval(secs => ${secondsAgo}::int) WHERE "agentId" = ${agent.agentId}::uuid`

  async function ask(deploymentId: string, { version, strategy = 'canary', steps, by = olga, silentSec = 0 }: Ask) {
    const versionId = versionIds.get(version) ?? ''
    const input = { deploymentId, versionId, strategy, reason, ...(steps === undefined ? {} : { steps }) }
    await heard(silentSec)
    return runCommand(requestRollout, { principal: by, workspace: slug, input })
  }

  const tick = (deploymentId: string) => evaluateJob.run({ workspaceId, deploymentId }, { log })
  const rowOf = (rolloutId: string) => database().rollout.findFirstOrThrow({ where: { id: rolloutId } })
  const statusOf = async (rolloutId: string) => (await rowOf(rolloutId)).status as RolloutStatus
  const read = (rolloutId: string, principal: Principal = olga) =>
    runQuery(getRollout, { principal, workspace: slug, input: { rolloutId } })

  /** Says what runs: the plan of the command, with evidence up to now. */
  const observe = ({ payload }: Leased, dataThrough: Date | null = new Date()) => {
    const variants = payload.plan.variants.map(({ variantId, weightBps }) => ({
      variantId,
      state: 'READY' as const,
      weightBps,
      inFlight: 0,
    }))
    return agent.poll({
      observed: [agent.observe(payload, { variants, dataThrough: dataThrough?.toISOString() ?? null })],
    })
  }

  const leased = async (deploymentId: string) =>
    (await agent.lease()).filter(({ payload }) => payload.deploymentId === deploymentId)
  const lastDone = new Map<string, Leased>()
  /** The agent carries out what is ordered and shows it, and the engine looks, until nothing is left to do. */
  async function obey(deploymentId: string): Promise<void> {
    for (;;) {
      const orders = await leased(deploymentId)
      for (const order of orders) {
        await agent.carryOut(order)
        lastDone.set(order.payload.deploymentId, order)
        await observe(order)
      }
      await tick(deploymentId)
      if (orders.length === 0) return
    }
  }
  /** Fresh word from the agent that its plan runs and evidence is complete. */
  async function report(deploymentId: string, dataThrough: Date | null = new Date()): Promise<void> {
    const order = lastDone.get(deploymentId)
    if (order) await observe(order, dataThrough)
  }

  async function lease(deploymentId: string): Promise<Leased> {
    const [order] = await leased(deploymentId)
    if (!order) throw new Error('nothing was ordered')
    return order
  }

  async function serve(deploymentId: string, version: number): Promise<string> {
    const { rolloutId, changeRequestId } = await ask(deploymentId, {
      version,
      strategy: 'all-at-once',
      steps: [{ candidateBps: 10_000, minDwellSec: 0 }],
    })
    if (changeRequestId !== null) await vote(changeRequestId, 'approve')
    await tick(deploymentId)
    await obey(deploymentId)
    if ((await rowOf(rolloutId)).fromPlanDigest !== null) {
      await feed(rolloutId)
      await obey(deploymentId)
    }
    const status = await statusOf(rolloutId)
    if (status !== 'SUCCEEDED') throw new Error(`version ${version} does not serve: ${status}`)
    return rolloutId
  }

  interface Traffic {
    candidate?: number
    stable?: number
    candidateFailures?: number
    stableFailures?: number
    candidateMs?: number
    stableMs?: number
    mirrored?: boolean
  }
  /** Predictions of both variants in the running step, and the agent's word that they are all there. */
  async function feed(rolloutId: string, traffic: Traffic = {}): Promise<void> {
    const row = await rowOf(rolloutId)
    const { candidate } = row.spec as { candidate: { variantId: string } }
    const settled = await scene.door.settledPlan(database(), row.deploymentId)
    const stable = settled.plan?.variants.find((v) => v.role === 'stable' && v.variantId !== candidate.variantId)
    const time = Date.now()
    const rows = (variantId: string, n: number, failures: number, latencyMs: number, mirrored = false) =>
      Array.from({ length: n }, (_, i) => ({
        id: newId(),
        time,
        variantId,
        generation: Number(row.generation),
        latencyMs,
        mirrored,
        status: i < failures ? 'server_error' : 'ok',
        ...(i < failures ? {} : { prediction: 1, scores: 0.8 }),
      }))
    const { mirrored } = traffic
    const records = [
      ...rows(
        candidate.variantId,
        traffic.candidate ?? 250,
        traffic.candidateFailures ?? 0,
        traffic.candidateMs ?? 5,
        mirrored,
      ),
      ...(stable
        ? rows(stable.variantId, traffic.stable ?? 250, traffic.stableFailures ?? 0, traffic.stableMs ?? 5)
        : []),
    ]
    const principal: Principal = { kind: 'agent', id: agent.agentId, name: 'local', workspaceId }
    if (records.length > 0) {
      const body = { schema: 'slipway.predictions/1', batchId: newId(), deploymentId: row.deploymentId, records }
      const answer = await ingestPredictions({ principal, workspaceId, body })
      if (answer.rejected > 0) throw new Error(JSON.stringify(answer))
    }
    await report(row.deploymentId)
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

  interface Doing {
    by?: Principal
    expectedRevision?: number
    key?: string
    workspace?: string
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

  const stableVersion = async (deploymentId: string) =>
    (await scene.door.settledPlan(database(), deploymentId)).plan?.variants.find((v) => v.role === 'stable')
      ?.versionNumber
  const variantOf = async (deploymentId: string, versionNumber: number) =>
    (await database().variant.findFirstOrThrow({ where: { deploymentId, versionNumber } })).id
  const events = async (rolloutId: string) =>
    (await database().rolloutEvent.findMany({ where: { rolloutId }, orderBy: { n: 'asc' } })).map((e) =>
      e.type.slice(9),
    )
  const audited = async (rolloutId: string) =>
    (
      await database().auditEvent.findMany({
        where: { workspaceId, outcome: 'success', resources: { has: `rollout:${rolloutId}` } },
        orderBy: { id: 'asc' },
        select: { type: true },
      })
    ).map((e) => e.type)

  return {
    ...scene,
    agent: agent as FakeAgent,
    olga,
    omar,
    person,
    modelId,
    versionIds,
    newDeployment,
    ask,
    tick,
    rowOf,
    statusOf,
    read,
    observe,
    obey,
    report,
    heard,
    leased,
    lease,
    serve,
    feed,
    vote,
    do: move,
    back,
    age,
    archive,
    stableVersion,
    variantOf,
    events,
    audited,
  }
}

export type RolloutScene = Awaited<ReturnType<typeof makeRolloutScene>>
