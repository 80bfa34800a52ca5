import { AppError, notFound } from '@/lib/kernel/app-error'
import { newId } from '@/lib/kernel/new-id'
import type { Db } from '@/lib/server/database'
import type { RolloutState, Transition } from './domain/decide-rollout'
import type { RolloutSpec } from './domain/spec'
import { isTerminal, type RolloutStatus, type StageStatus, TERMINAL } from './domain/status'

export type RolloutRow = NonNullable<Awaited<ReturnType<Db['rollout']['findFirst']>>>

/** The spec was written by us from a validated value and never changes. */
export function specOf(row: RolloutRow): RolloutSpec {
  return row.spec as unknown as RolloutSpec
}

export function toState(row: RolloutRow): RolloutState {
  return {
    kind: row.kind === 'rollback' ? 'rollback' : 'rollout',
    status: row.status as RolloutStatus,
    stepIndex: row.stepIndex,
    statusEnteredMs: row.statusEnteredAt.getTime(),
    holdReason: row.holdReason,
    resume: row.resumeStatus as StageStatus | null,
    trafficMoved: row.trafficMoved,
    attempts: row.attempts,
    spec: specOf(row),
  }
}

export async function getRolloutRow(db: Db, workspaceId: string, rolloutId: string): Promise<RolloutRow> {
  const row = await db.rollout.findUnique({ where: { workspaceId_id: { workspaceId, id: rolloutId } } })
  if (!row) throw notFound('rollout')
  return row
}

/** Opening, going back and retiring take turns per deployment. */
export async function lockRollouts(tx: Db, deploymentId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`rollout:${deploymentId}`}, 0))`
}

/** The one open rollout of a deployment, locked until the transaction ends; null when none is open. */
export async function lockOpenRollout(tx: Db, workspaceId: string, deploymentId: string): Promise<RolloutRow | null> {
  const where = { workspaceId, deploymentId, status: { notIn: [...TERMINAL] } }
  const found = await tx.rollout.findFirst({ where, select: { id: true } })
  if (!found) return null
  await tx.$executeRaw`SELECT 1 FROM "Rollout" WHERE id = ${found.id}::uuid FOR UPDATE`
  return tx.rollout.findFirst({ where: { ...where, id: found.id } })
}

/** Next number of this workspace; the lock keeps two requests from taking the same one. */
export async function nextRolloutNumber(tx: Db, workspaceId: string): Promise<number> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`rollout-number:${workspaceId}`}, 0))`
  const last = await tx.rollout.findFirst({
    where: { workspaceId },
    orderBy: { number: 'desc' },
    select: { number: true },
  })
  return (last?.number ?? 0) + 1
}

export interface SavedChange
  extends Pick<RolloutState, 'status' | 'stepIndex' | 'holdReason' | 'resume' | 'trafficMoved' | 'attempts'> {
  commandId: string | null
  generation: bigint | null
  endReason: string | null
  now: Date
}

/** Compare-and-set on status, step and revision; a lost race is a conflict, never a second effect. */
export async function saveRollout(tx: Db, row: RolloutRow, change: SavedChange): Promise<RolloutRow> {
  // A step is entered when its plan is observed; until then nothing belongs to it.
  const stepEntered =
    change.status === 'APPLYING'
      ? { stepEnteredAt: null }
      : change.status === 'BAKING' && row.status === 'APPLYING'
        ? { stepEnteredAt: change.now }
        : {}
  const { count } = await tx.rollout.updateMany({
    where: {
      id: row.id,
      workspaceId: row.workspaceId,
      status: row.status,
      stepIndex: row.stepIndex,
      revision: row.revision,
    },
    data: {
      status: change.status,
      stepIndex: change.stepIndex,
      revision: row.revision + 1,
      holdReason: change.holdReason,
      resumeStatus: change.resume,
      trafficMoved: change.trafficMoved,
      attempts: change.attempts,
      commandId: change.commandId,
      generation: change.generation,
      endReason: change.endReason,
      statusEnteredAt: change.now,
      ...stepEntered,
      ...(isTerminal(change.status) ? { endedAt: change.now } : {}),
    },
  })
  if (count === 0)
    throw new AppError('conflict', {
      message: 'Somebody else changed this rollout first. Look again and decide on what you see.',
    })
  return getRolloutRow(tx, row.workspaceId, row.id)
}

export async function appendRolloutEvent(
  tx: Db,
  row: RolloutRow,
  event: {
    type: string
    fromStatus: string | null
    transition: Pick<Transition, 'to' | 'stepIndex' | 'reason'>
    actorName: string
    detail?: object
    now: Date
  },
): Promise<void> {
  const last = await tx.rolloutEvent.findFirst({
    where: { rolloutId: row.id },
    orderBy: { n: 'desc' },
    select: { n: true },
  })
  await tx.rolloutEvent.create({
    data: {
      id: newId(),
      workspaceId: row.workspaceId,
      rolloutId: row.id,
      n: (last?.n ?? 0) + 1,
      type: event.type,
      fromStatus: event.fromStatus,
      toStatus: event.transition.to,
      stepIndex: event.transition.stepIndex,
      reason: event.transition.reason,
      actorName: event.actorName,
      detail: { ...event.detail },
      at: event.now,
    },
  })
}

/** The database's clock: rollouts never compare times of different machines. */
export async function databaseNow(db: Db): Promise<Date> {
  const [row] = await db.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`
  if (!row) throw new Error('the database did not tell the time')
  return row.now
}
