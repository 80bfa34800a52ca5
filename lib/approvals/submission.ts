import { randomBytes } from 'node:crypto'
import { type Principal, personIdOf, personNameOf } from '@/lib/identity/domain/principal'
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
import { EXPIRES_AFTER_MS, POLICY_DIGEST } from './domain/policy'
import type { StoredSubject } from './store'

type Audit = CommandContext['audit']

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
  const requestedByName = personNameOf(ctx.principal)
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
