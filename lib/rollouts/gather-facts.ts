import { commandState, observed } from '@/lib/agents/door'
import { getRequest } from '@/lib/approvals/door'
import type { Db } from '@/lib/server/database'
import type { CommandFact, RolloutFacts } from './domain/decide-rollout'
import { lookAtStep } from './look-at-step'
import { databaseNow, type RolloutRow } from './store'

const IN_STEP = ['BAKING', 'AWAITING_APPROVAL', 'HELD', 'PAUSED']

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

async function automaticRollbacks(db: Db, row: RolloutRow, now: Date): Promise<RolloutFacts['automaticRollbacks']> {
  const where = { workspaceId: row.workspaceId, toStatus: 'ROLLING_BACK', actorName: 'rollouts.evaluate' }
  const rollouts = await db.rollout.findMany({
    where: { workspaceId: row.workspaceId, deploymentId: row.deploymentId },
    select: { id: true },
    orderBy: { createdAt: 'desc' },
    take: 50,
  })
  const rolloutId = { in: rollouts.map(({ id }) => id), not: row.id }
  const since = (ms: number) => ({ gte: new Date(now.getTime() - ms) })
  const [last15Min, lastDay] = await Promise.all([
    db.rolloutEvent.count({ where: { ...where, rolloutId, at: since(15 * 60_000) } }),
    db.rolloutEvent.count({ where: { ...where, rolloutId, at: since(86_400_000) } }),
  ])
  return { last15Min, lastDay }
}

/** Everything the reducer decides on, read in the caller's transaction. */
export async function gatherFacts(db: Db, row: RolloutRow): Promise<RolloutFacts> {
  const now = await databaseNow(db)
  const { fact, planDigest } = await commandFact(db, row)
  const look = IN_STEP.includes(row.status) ? await lookAtStep(db, row, planDigest, now) : null
  const deployment = await db.deployment.findUniqueOrThrow({
    where: { id: row.deploymentId },
    select: { automationOff: true },
  })
  return {
    nowMs: now.getTime(),
    ...(await approvalFact(db, row)),
    command: fact,
    decision: look?.decision ?? null,
    automationOff: deployment.automationOff,
    automaticRollbacks: await automaticRollbacks(db, row, now),
  }
}
