import { commandState, observed } from '@/lib/agents/door'
import { getRequest } from '@/lib/approvals/door'
import { getVersion } from '@/lib/registry/door'
import type { Db } from '@/lib/server/database'
import type { CommandFact, RolloutFacts } from './domain/decide-rollout'
import { stageOf } from './domain/status'
import { ENGINE } from './engine-principal'
import { lookAtStep } from './look-at-step'
import { databaseNow, type RolloutRow, specOf, toState } from './store'

const QUARTER_MS = 15 * 60_000
const DAY_MS = 86_400_000

async function commandFact(db: Db, row: RolloutRow): Promise<{ fact: CommandFact; planDigest: string | null }> {
  if (row.commandId === null) return { fact: null, planDigest: null }
  const command = await commandState(db, row.workspaceId, row.commandId)
  const seen = await observed(db, row.deploymentId)
  const planObserved = seen?.planDigest === command.planDigest
  const state =
    command.state === 'SUCCEEDED'
      ? 'succeeded'
      : command.state === 'UNKNOWN'
        ? 'unknown'
        : ['FAILED', 'REJECTED', 'EXPIRED', 'CANCELLED'].includes(command.state)
          ? 'failed'
          : 'open'
  return { fact: { state, code: command.code, planObserved }, planDigest: command.planDigest }
}

async function approvalFact(db: Db, row: RolloutRow): Promise<Pick<RolloutFacts, 'approval' | 'approvalEnd'>> {
  if (row.status !== 'PENDING' || row.changeRequestId === null) return { approval: 'not-needed', approvalEnd: null }
  const { state } = await getRequest(db, row.workspaceId, row.changeRequestId)
  if (state === 'APPROVED') return { approval: 'approved', approvalEnd: null }
  return ['DRAFT', 'IN_REVIEW', 'SCHEDULED'].includes(state)
    ? { approval: 'open', approvalEnd: null }
    : { approval: 'refused', approvalEnd: state }
}

/** How often the engine itself turned another rollout of this deployment back; further attempts of one rollback are not counted. */
async function automaticRollbacks(db: Db, row: RolloutRow, now: Date): Promise<RolloutFacts['automaticRollbacks']> {
  const rollouts = await db.rollout.findMany({
    where: { workspaceId: row.workspaceId, deploymentId: row.deploymentId, id: { not: row.id } },
    select: { id: true },
    orderBy: { createdAt: 'desc' },
    take: 50,
  })
  const starts = await db.rolloutEvent.findMany({
    where: {
      workspaceId: row.workspaceId,
      rolloutId: { in: rollouts.map(({ id }) => id) },
      toStatus: 'ROLLING_BACK',
      fromStatus: { notIn: ['ROLLING_BACK', 'ROLLBACK_FAILED'] },
      actorName: ENGINE.name,
      at: { gte: new Date(now.getTime() - DAY_MS) },
    },
    select: { at: true },
  })
  const recent = starts.filter(({ at }) => now.getTime() - at.getTime() < QUARTER_MS)
  return { last15Min: recent.length, lastDay: starts.length }
}

async function isVersionReady(db: Db, row: RolloutRow): Promise<boolean> {
  if (row.status !== 'PENDING') return true
  const version = await getVersion(db, row.workspaceId, specOf(row).candidate.versionId)
  return version.state === 'READY'
}

/** Everything the reducer decides on, read in the caller's transaction, and what a look at the step found, for the record. */
export async function gatherFacts(db: Db, row: RolloutRow): Promise<{ facts: RolloutFacts; evidence: object | null }> {
  const now = await databaseNow(db)
  const { status, resume } = toState(row)
  const { fact, planDigest } = await commandFact(db, row)
  const look = stageOf(status, resume) === 'BAKING' ? await lookAtStep(db, row, planDigest, now) : null
  const deployment = await db.deployment.findUniqueOrThrow({
    where: { id: row.deploymentId },
    select: { automationOff: true },
  })
  const facts: RolloutFacts = {
    nowMs: now.getTime(),
    ...(await approvalFact(db, row)),
    versionReady: await isVersionReady(db, row),
    command: fact,
    decision: look?.decision ?? null,
    automationOff: deployment.automationOff,
    automaticRollbacks: await automaticRollbacks(db, row, now),
  }
  return { facts, evidence: look && { decision: look.decision, gates: look.gates } }
}
