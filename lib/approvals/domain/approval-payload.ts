import { canonicalJson } from '@/lib/kernel/canonical-json'
import { sha256Digest } from '@/lib/kernel/sha256'
import type { ApprovalAction } from './actions'

export interface ApprovalSubject {
  kind: string
  id: string
  digest: string
}

/** RFC 6901 path with its value before and after. */
export interface DiffEntry {
  path: string
  before: unknown
  after: unknown
}

/** What an approver signs. Every member is always there; what does not apply is null. Numbers are integers. */
export interface ApprovalPayload {
  type: 'slipway/approval/v1'
  workspaceId: string
  changeRequestId: string
  cycle: number
  action: ApprovalAction
  environmentId: string | null
  deploymentId: string | null
  targetIds: string[]
  subjects: ApprovalSubject[]
  fromDigest: string | null
  toDigest: string
  diffDigest: string
  configDigest: string | null
  gateResultsDigest: string | null
  evidenceBundleDigest: string
  policyVersionId: string | null
  policyDigest: string
  riskScore: number
  requestedBy: string
  /** base64url of 16 random bytes, fresh per cycle. */
  nonce: string
  expiresAt: string
}

/** Order of code points, which for these texts is the order of their UTF-8 bytes. */
function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

export function digestOf(value: unknown): string {
  return sha256Digest(canonicalJson(value))
}

/** The canonical bytes of a payload; arrays are put in their order, so that equal requests have equal bytes. */
export function encodePayload(payload: ApprovalPayload): string {
  return canonicalJson({
    ...payload,
    targetIds: [...payload.targetIds].sort(byCodePoint),
    subjects: payload.subjects
      .map(({ kind, id, digest }) => ({ kind, id, digest }))
      .sort((a, b) => byCodePoint(a.id, b.id)),
  })
}

export function approvalDigest(payload: ApprovalPayload): string {
  return sha256Digest(encodePayload(payload))
}

export function sortDiff(diff: readonly DiffEntry[]): DiffEntry[] {
  return diff
    .map(({ path, before, after }) => ({ path, before: before ?? null, after: after ?? null }))
    .sort((a, b) => byCodePoint(a.path, b.path))
}
