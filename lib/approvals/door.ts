import { randomBytes } from 'node:crypto'
import { permissionsOf, type Role } from '@/lib/identity/domain/permissions'
import { type Principal, personIdOf } from '@/lib/identity/domain/principal'
import { type EnvironmentFacts, getEnvironment, rolesNow } from '@/lib/identity/door'
import { AppError } from '@/lib/kernel/app-error'
import type { Clock } from '@/lib/kernel/clock'
import { newId } from '@/lib/kernel/new-id'
import { getVersion } from '@/lib/registry/door'
import type { Db } from '@/lib/server/database'
import type { JobQueue } from '@/lib/server/jobs'
import type { CommandContext } from '@/lib/server/operation'
import type { Prisma } from '@/prisma/generated/client'
import type { ApprovalAction } from './domain/actions'
import {
  type ApprovalPayload,
  approvalDigest,
  type DiffEntry,
  digestOf,
  encodePayload,
  sortDiff,
} from './domain/approval-payload'
import { EXECUTION_REFUSALS, type ExecutionRefusal } from './domain/execution-refusal'
import { EXPIRES_AFTER_MS, POLICY_DIGEST, SINGLE_APPROVER_POLICY } from './domain/policy'
import { findRequest, lockRequest, requireNext, type StoredSubject, saveState } from './store'

type Audit = CommandContext['audit']

export type { ApprovalAction, DiffEntry }

/** Environments under four eyes demand an approval for every governed action, those under solo for none. */
export async function approvalNeeded(
  db: Db,
  facts: { workspaceId: string; environmentId: string; action: ApprovalAction },
): Promise<{ needed: boolean; policy: string }> {
  const environment: EnvironmentFacts = await getEnvironment(db, facts.workspaceId, facts.environmentId)
  return {
    needed: environment.policy !== 'solo',
    policy: environment.policy === 'solo' ? 'solo' : SINGLE_APPROVER_POLICY.name,
  }
}

export interface ApprovalSubmission {
  workspaceId: string
  action: ApprovalAction
  environmentId: string | null
  deploymentId: string | null
  targetIds?: string[]
  /** For versions: kind 'ModelVersion' and the manifest digest. `label` is for people. */
  subjects: { kind: string; id: string; digest: string; label?: string }[]
  title: string
  reason: string
  fromDigest: string | null
  toDigest: string
  configDigest?: string | null
  diff: DiffEntry[]
  evidence: Record<string, unknown>
}

interface SubmissionContext {
  principal: Principal
  audit: Audit
  jobs: JobQueue
  clock: Clock
}

async function storedSubjects(db: Db, submission: ApprovalSubmission): Promise<StoredSubject[]> {
  const stored: StoredSubject[] = []
  for (const { kind, id, digest, label } of submission.subjects) {
    if (kind !== 'ModelVersion') {
      stored.push({ kind, id, digest, label: label ?? id, authorId: null })
      continue
    }
    const version = await getVersion(db, submission.workspaceId, id)
    if (version.manifestDigest !== digest)
      throw new AppError('conflict', {
        message: 'The version named for approval has other content.',
        details: { reason: 'stale' },
      })
    stored.push({
      kind,
      id,
      digest,
      label: label ?? `${version.modelName} v${version.number}`,
      authorId: version.createdById,
    })
  }
  return stored
}

async function nextNumber(tx: Db, workspaceId: string): Promise<number> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`approvals.number:${workspaceId}`}, 0))`
  const last = await tx.changeRequest.aggregate({ where: { workspaceId }, _max: { number: true } })
  return (last._max.number ?? 0) + 1
}

/** Opens a request in review. The calling command declares `approvals.change-request-submitted`. */
export async function submitForApproval(
  tx: Db,
  ctx: SubmissionContext,
  submission: ApprovalSubmission,
): Promise<{ changeRequestId: string; number: number; approvalDigest: string; expiresAt: Date }> {
  const { workspaceId, action, environmentId, deploymentId, title, reason } = submission
  const id = newId()
  const now = ctx.clock.now()
  const expiresAt = new Date(now.getTime() + EXPIRES_AFTER_MS)
  const requestedById = personIdOf(ctx.principal) ?? ctx.principal.id
  const subjects = await storedSubjects(tx, submission)
  const diff = sortDiff(submission.diff)
  const payload: ApprovalPayload = {
    type: 'slipway/approval/v1',
    workspaceId,
    changeRequestId: id,
    cycle: 1,
    action,
    environmentId,
    deploymentId,
    targetIds: submission.targetIds ?? [],
    subjects,
    fromDigest: submission.fromDigest,
    toDigest: submission.toDigest,
    diffDigest: digestOf(diff),
    configDigest: submission.configDigest ?? null,
    gateResultsDigest: null,
    evidenceBundleDigest: digestOf(submission.evidence),
    policyVersionId: null,
    policyDigest: POLICY_DIGEST,
    riskScore: 0,
    requestedBy: requestedById,
    nonce: randomBytes(16).toString('base64url'),
    expiresAt: expiresAt.toISOString(),
  }
  const digest = approvalDigest(payload)
  const number = await nextNumber(tx, workspaceId)
  const requestedByName = ctx.principal.kind === 'token' ? ctx.principal.owner.name : ctx.principal.name
  const row = {
    id,
    workspaceId,
    number,
    action,
    environmentId,
    deploymentId,
    title,
    reason,
    requestedById,
    requestedByName,
  }
  const json = subjects as unknown as Prisma.InputJsonArray
  await tx.changeRequest.create({
    data: { ...row, subjects: json, state: 'IN_REVIEW', cycle: 1, expiresAt, createdAt: now },
  })
  await tx.changeRequestCycle.create({
    data: {
      workspaceId,
      changeRequestId: id,
      cycle: 1,
      payload: Buffer.from(encodePayload(payload), 'utf8'),
      approvalDigest: digest,
      diff: diff as unknown as Prisma.InputJsonArray,
      evidence: submission.evidence as Prisma.InputJsonObject,
      submittedById: requestedById,
      submittedAt: now,
    },
  })
  await ctx.audit.record('approvals.change-request-submitted', {
    resources: [
      { kind: 'change-request', id },
      ...(deploymentId ? [{ kind: 'deployment', id: deploymentId }] : []),
      ...subjectResources(subjects),
    ],
    reason,
    after: { state: 'IN_REVIEW', number, action, approvalDigest: digest },
    environmentId,
  })
  await ctx.jobs.enqueue({ name: 'approvals.expire' }, {}, { key: `approvals.expire:${id}`, runAt: expiresAt })
  return { changeRequestId: id, number, approvalDigest: digest, expiresAt }
}

function subjectResources(subjects: readonly StoredSubject[]): { kind: string; id: string }[] {
  return subjects.map(({ kind, id }) => ({ kind: kind === 'ModelVersion' ? 'version' : kind.toLowerCase(), id }))
}

function refuse(reason: ExecutionRefusal): AppError {
  return new AppError('refused', { message: EXECUTION_REFUSALS[reason], details: { reason } })
}

async function isQuorate(
  db: Db,
  workspaceId: string,
  changeRequestId: string,
  cycle: number,
  digest: string,
): Promise<boolean> {
  const votes = await db.vote.findMany({ where: { workspaceId, changeRequestId, cycle } })
  if (votes.some((vote) => vote.decision === 'reject')) return false
  for (const vote of votes) {
    const roles = (await rolesNow(db, workspaceId, vote.userId)) as Role[]
    if (vote.approvalDigest === digest && permissionsOf(roles).has('approvals:vote')) return true
  }
  return false
}

export interface ExecutionGrant {
  id: string
  approvalDigest: string
}

interface ExecutionInputs {
  workspaceId: string
  changeRequestId: string
  /** Recomputed by the executing room from its live rows. */
  toDigest: string
  fromDigest: string | null
  /** Given, the event `approvals.change-request-executing` is recorded; the calling command then declares it. */
  audit?: Audit
}

/**
 * Rechecks everything under the request's lock and takes it to EXECUTING; the grant is consumed in the caller's transaction, so
 * that parallel calls give one effect. Throws `refused` with the reason in `details.reason`.
 */
export async function authorizeExecution(tx: Db, inputs: ExecutionInputs): Promise<ExecutionGrant> {
  const { workspaceId, changeRequestId, audit } = inputs
  const { request, current } = await lockRequest(tx, workspaceId, changeRequestId)
  if (request.state !== 'APPROVED') throw refuse('wrong_state')
  const [time] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`
  const now = time?.now ?? request.createdAt
  if (request.expiresAt === null || request.expiresAt <= now) throw refuse('expired')
  const payload = JSON.parse(Buffer.from(current.payload).toString('utf8')) as ApprovalPayload
  if (approvalDigest(payload) !== current.approvalDigest) throw refuse('stale')
  if (payload.toDigest !== inputs.toDigest || payload.fromDigest !== inputs.fromDigest) throw refuse('stale')
  if (!(await isQuorate(tx, workspaceId, request.id, request.cycle, current.approvalDigest)))
    throw refuse('quorum_lost')
  if (request.deploymentId !== null) {
    const other = { workspaceId, deploymentId: request.deploymentId, state: 'EXECUTING' }
    if ((await tx.changeRequest.count({ where: other })) > 0) throw refuse('busy')
  }
  await saveState(tx, request, requireNext(request, 'execute'), { at: now })
  const id = newId()
  const expiresAt = new Date(now.getTime() + 600_000)
  const digest = current.approvalDigest
  await tx.executionGrant.create({
    data: {
      id,
      workspaceId,
      changeRequestId,
      kind: 'approved',
      approvalDigest: digest,
      issuedAt: now,
      expiresAt,
      consumedAt: now,
    },
  })
  await audit?.record('approvals.change-request-executing', {
    resources: [{ kind: 'change-request', id: changeRequestId }],
    before: { state: 'APPROVED' },
    after: { state: 'EXECUTING', approvalDigest: digest, grantId: id },
    environmentId: request.environmentId,
  })
  return { id, approvalDigest: digest }
}

/** Asked before every later step of a change that is being carried out: is it still the one that was approved? */
export async function stillAuthorized(
  db: Db,
  inputs: { workspaceId: string; changeRequestId: string; toDigest: string },
): Promise<boolean> {
  const { request, current } = await findRequest(db, inputs.workspaceId, inputs.changeRequestId)
  const payload = JSON.parse(Buffer.from(current.payload).toString('utf8')) as ApprovalPayload
  return request.state === 'EXECUTING' && payload.toDigest === inputs.toDigest
}

/** The executing room reports the end. The calling command declares the done or failed event. */
export async function finishRequest(
  tx: Db,
  audit: Audit,
  end: { workspaceId: string; changeRequestId: string; outcome: 'DONE' | 'FAILED'; reason?: string | null },
): Promise<void> {
  const { request } = await lockRequest(tx, end.workspaceId, end.changeRequestId)
  if (request.state === end.outcome) return
  const next = requireNext(request, end.outcome === 'DONE' ? 'finish-done' : 'finish-failed')
  const [time] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`
  await saveState(tx, request, next, { at: time?.now ?? request.createdAt, because: end.reason ?? null })
  await audit.record(end.outcome === 'DONE' ? 'approvals.change-request-done' : 'approvals.change-request-failed', {
    resources: [{ kind: 'change-request', id: request.id }],
    reason: end.reason ?? null,
    before: { state: request.state },
    after: { state: next },
    environmentId: request.environmentId,
  })
}

/** The asking room withdraws its request, or finds that what was asked no longer applies. Ended requests are left alone. */
export async function cancelRequest(
  tx: Db,
  audit: Audit,
  end: { workspaceId: string; changeRequestId: string; because: 'cancelled' | 'stale'; reason?: string | null },
): Promise<void> {
  const { request } = await lockRequest(tx, end.workspaceId, end.changeRequestId)
  if (
    !['IN_REVIEW', 'APPROVED', 'STALE'].includes(request.state) ||
    (end.because === 'stale' && request.state === 'STALE')
  )
    return
  const next = requireNext(request, end.because === 'stale' ? 'stale' : 'cancel')
  const [time] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`
  await saveState(tx, request, next, { at: time?.now ?? request.createdAt, because: end.reason ?? null })
  await audit.record(
    end.because === 'stale' ? 'approvals.change-request-staled' : 'approvals.change-request-cancelled',
    {
      resources: [{ kind: 'change-request', id: request.id }],
      reason: end.reason ?? null,
      before: { state: request.state },
      after: { state: next },
      environmentId: request.environmentId,
    },
  )
}

export interface RequestFacts {
  id: string
  number: number
  state: string
  approvalDigest: string
  requestedById: string
  decidedAt: Date | null
}

export async function getRequest(db: Db, workspaceId: string, changeRequestId: string): Promise<RequestFacts> {
  const { request, current } = await findRequest(db, workspaceId, changeRequestId)
  const { id, number, state, requestedById, decidedAt } = request
  return { id, number, state, approvalDigest: current.approvalDigest, requestedById, decidedAt }
}
