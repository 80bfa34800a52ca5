import { cancelRequest } from '@/lib/approvals/door'
import type { CommandContext } from '@/lib/server/operation'
import type { RolloutRow } from './store'

/** A rollout that is aborted before it was approved takes its change request with it. */
export async function cancelPendingRequest(ctx: CommandContext, row: RolloutRow, reason: string): Promise<void> {
  if (row.changeRequestId === null) return
  await cancelRequest(ctx.tx, ctx.audit, {
    workspaceId: row.workspaceId,
    changeRequestId: row.changeRequestId,
    because: 'cancelled',
    reason,
  })
}
