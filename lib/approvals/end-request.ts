import type { Db } from '@/lib/server/database'
import { databaseNow } from '@/lib/server/database-now'
import type { CommandContext } from '@/lib/server/operation'
import { lockRequest, requireNext, saveState } from './store'

type Audit = CommandContext['audit']

/** The executing room reports the end. The calling command declares the done or failed event. */
export async function finishRequest(
  tx: Db,
  audit: Audit,
  end: { workspaceId: string; changeRequestId: string; outcome: 'DONE' | 'FAILED'; reason?: string | null },
): Promise<void> {
  const { request } = await lockRequest(tx, end.workspaceId, end.changeRequestId)
  if (request.state === end.outcome) return
  const next = requireNext(request, end.outcome === 'DONE' ? 'finish-done' : 'finish-failed')
  await saveState(tx, request, next, { at: await databaseNow(tx), because: end.reason ?? null })
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
  await saveState(tx, request, next, { at: await databaseNow(tx), because: end.reason ?? null })
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
