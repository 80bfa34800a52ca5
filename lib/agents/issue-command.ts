import { AppError, notFound } from '@/lib/kernel/app-error'
import { canonicalJson } from '@/lib/kernel/canonical-json'
import { newId } from '@/lib/kernel/new-id'
import type { Db } from '@/lib/server/database'
import { buildPlan, type PlanDraft } from './domain/build-plan'
import { COMMAND_PAYLOAD_TYPE, type CommandPayload } from './domain/command'
import { type CommandKind, type CommandLane, commandLimits } from './domain/command-limits'
import type { Plan } from './domain/plan'
import { type Audit, endCommand } from './end-command'
import { requireDeployable } from './require-deployable'
import { signForAgents } from './signing-key'
import { appendCommandEvent, type CommandRow, openCommands } from './store/commands'
import { type DeploymentFacts, getDeploymentFacts } from './store/deployments'
import {
  type DesiredRow,
  findPlan,
  lockDesired,
  saveDesired,
  saveGeneration,
  savePlan,
  servingFacts,
} from './store/desired-state'
import { envelopeToBytes } from './store/envelope-bytes'

export interface CommandOrder {
  workspaceId: string
  deploymentId: string
  kind: CommandKind
  lane: CommandLane
  plan: PlanDraft
  /** Plans that may be live when it is applied; by default the settled plan and those of commands in flight. */
  expectedFromDigests?: readonly string[]
  approvalDigest?: string | null
  authorization?: unknown
  idempotencyKey: string
  expiresInMs?: number
  startToCloseMs?: number
  reason?: string | null
}

export interface IssuedCommand {
  commandId: string
  generation: bigint
  fence: bigint
  planDigest: string
}

const IN_FLIGHT = ['LEASED', 'ACCEPTED', 'RUNNING', 'UNKNOWN']

function issued(row: CommandRow): IssuedCommand {
  return { commandId: row.id, generation: row.generation, fence: row.fence, planDigest: row.planDigest }
}

function compile(order: CommandOrder, from: Plan | null): Plan {
  const built = buildPlan(order.deploymentId, order.plan, from)
  if (built.ok) return built.plan
  throw new AppError('invalid', {
    message: `This traffic plan cannot be served: ${built.reason}.`,
    details: { reason: 'bad_plan' },
  })
}

/** Which plans may be live: named by the caller and possible now, or everything that is possible now. */
function precondition(order: CommandOrder, desired: DesiredRow, inFlight: readonly CommandRow[]): string[] {
  const possible = [desired.settledPlanDigest, ...inFlight.map((row) => row.planDigest)].filter(
    (digest) => digest !== null,
  )
  if (order.expectedFromDigests === undefined) return [...new Set(possible)]
  const expected = [...new Set(order.expectedFromDigests)]
  if (possible.length > 0 && !expected.some((digest) => possible.includes(digest)))
    throw new AppError('conflict', {
      message: 'Another plan is in force by now. Reload and decide on what serves now.',
      details: { reason: 'plan_changed', settledPlanDigest: desired.settledPlanDigest },
    })
  return expected
}

/** A protective command goes first: what waits is cancelled, what runs is asked to stop; its fence shuts out the rest. */
async function supersede(tx: Db, audit: Audit, open: readonly CommandRow[], reason: string): Promise<void> {
  for (const row of open) {
    const waits = row.state === 'QUEUED' || (row.state === 'LEASED' && row.lane === 'plan')
    if (waits)
      await endCommand(tx, audit, row, { trigger: 'supersede', code: 'superseded', reason, liveUnchanged: false })
    else if (row.lane === 'plan')
      await tx.command.updateMany({ where: { id: row.id, state: row.state }, data: { cancelRequested: true } })
  }
}

interface Draft {
  deployment: DeploymentFacts
  desired: DesiredRow
  plan: Plan
  planDigest: string
  planDigests: string[]
  supersedes: string[]
}

async function insertCommand(tx: Db, order: CommandOrder, draft: Draft): Promise<CommandRow> {
  const { deployment, desired } = draft
  const id = newId()
  const limits = commandLimits(order.kind, order.lane)
  const startToCloseMs = order.startToCloseMs ?? limits.startToCloseMs
  const [times] = await tx.$queryRaw<{ now: Date; expires: Date }[]>`
    SELECT now() AS now, now() + make_interval(secs => ${(order.expiresInMs ?? limits.expiresInMs) / 1000}::float8) AS expires`
  if (!times) throw new Error('the database did not tell the time')
  const payload: CommandPayload = {
    commandId: id,
    agentId: deployment.agentId,
    targetId: deployment.targetId,
    deploymentId: deployment.id,
    environmentId: deployment.environmentId,
    kind: order.kind,
    lane: order.lane,
    fence: String(desired.fence),
    generation: String(desired.generation),
    precondition: { planDigests: draft.planDigests, supersedes: draft.supersedes },
    plan: draft.plan,
    planDigest: draft.planDigest,
    approvalDigest: order.approvalDigest ?? null,
    authorization: order.authorization ?? null,
    notBefore: times.now.toISOString(),
    expiresAt: times.expires.toISOString(),
    startToCloseMs,
    idempotencyKey: order.idempotencyKey,
    params: await servingFacts(tx, deployment),
  }
  const envelope = await signForAgents(tx, COMMAND_PAYLOAD_TYPE, canonicalJson(payload))
  return tx.command.create({
    data: {
      id,
      workspaceId: order.workspaceId,
      agentId: deployment.agentId,
      targetId: deployment.targetId,
      deploymentId: deployment.id,
      environmentId: deployment.environmentId,
      kind: order.kind,
      lane: order.lane,
      state: 'QUEUED',
      fence: desired.fence,
      generation: desired.generation,
      fromPlanDigests: draft.planDigests,
      planDigest: draft.planDigest,
      approvalDigest: order.approvalDigest ?? null,
      envelope: envelopeToBytes(envelope),
      idempotencyKey: order.idempotencyKey,
      notBefore: times.now,
      expiresAt: times.expires,
      startToCloseMs,
    },
  })
}

async function record(
  tx: Db,
  audit: Audit,
  row: CommandRow,
  desired: DesiredRow,
  reason: string | null,
): Promise<void> {
  await appendCommandEvent(tx, { commandId: row.id, state: 'QUEUED' })
  await audit.record('agents.command-issued', {
    resources: [
      { kind: 'command', id: row.id },
      { kind: 'deployment', id: row.deploymentId },
      { kind: 'agent', id: row.agentId },
    ],
    environmentId: row.environmentId,
    reason,
    before: { planDigest: desired.settledPlanDigest, generation: desired.settledGeneration },
    after: { planDigest: row.planDigest, generation: row.generation },
    data: { kind: row.kind, lane: row.lane, fence: String(row.fence), approvalDigest: row.approvalDigest },
  })
  await tx.$executeRaw`SELECT pg_notify('slipway_agent', ${row.agentId})`
}

/** One new intent and the signed command that leads to it, in the caller's transaction. The same key gives the same command. */
export async function issueCommandFor(tx: Db, audit: Audit, order: CommandOrder): Promise<IssuedCommand> {
  const deployment = await getDeploymentFacts(tx, order.workspaceId, order.deploymentId)
  const before = await lockDesired(tx, deployment.id)
  const { workspaceId, idempotencyKey } = order
  const earlier = await tx.command.findUnique({
    where: { workspaceId_idempotencyKey: { workspaceId, idempotencyKey } },
  })
  if (earlier) {
    if (earlier.deploymentId !== deployment.id) throw notFound('deployment')
    return issued(earlier)
  }
  if (deployment.state === 'RETIRED')
    throw new AppError('refused', { message: 'This deployment is retired. Create a new one to serve again.' })
  const open = await openCommands(tx, deployment.id)
  const inFlight = open.filter((row) => IN_FLIGHT.includes(row.state))
  const planDigests = precondition(order, before, inFlight)
  const from = await findPlan(tx, deployment.id, before.settledPlanDigest)
  const plan = compile(order, from)
  await requireDeployable(tx, order.workspaceId, plan, from)
  const planDigest = await savePlan(tx, order.workspaceId, plan)
  const desired = { ...before, fence: before.fence + 1n, generation: before.generation + 1n, planDigest }
  await saveGeneration(tx, desired)
  await saveDesired(tx, desired)
  if (order.lane === 'protective') await supersede(tx, audit, open, 'A protective command took precedence.')
  const supersedes = inFlight.map((row) => row.id).slice(0, 16)
  const row = await insertCommand(tx, order, { deployment, desired, plan, planDigest, planDigests, supersedes })
  await record(tx, audit, row, before, order.reason ?? null)
  return issued(row)
}
