import { z } from 'zod'
import type { Principal } from '@/lib/identity/domain/principal'
import { database } from '@/lib/server/database'
import { defineJob } from '@/lib/server/jobs'
import { runCommand } from '@/lib/server/run-command'
import { carryOutMove } from './carry-out-move'
import { expireChangeRequest } from './use-cases/expire-change-request'

const principal: Principal = {
  kind: 'job',
  id: 'approvals.expire',
  name: 'approvals.expire',
  permissions: ['approvals:expire'],
}

/** Every minute: closes what ran out of time. The command asks again under a lock. */
const expire = defineJob({
  name: 'approvals.expire',
  schema: z.object({}).loose(),
  cron: '* * * * *',
  async run() {
    const due = await database().changeRequest.findMany({
      where: { state: { in: ['IN_REVIEW', 'APPROVED'] }, expiresAt: { lte: new Date() } },
      select: { id: true, workspaceId: true },
      take: 200,
    })
    for (const { id, workspaceId } of due)
      await runCommand(expireChangeRequest, { principal, workspace: workspaceId, input: { changeRequestId: id } })
  },
})

/** An approved move of a protected alias or stage is carried out at once. */
const executeApprovedMove = defineJob({
  name: 'approvals.execute-move',
  schema: z.object({ workspaceId: z.uuid(), changeRequestId: z.uuid() }),
  cron: null,
  run: ({ workspaceId, changeRequestId }) => carryOutMove(workspaceId, changeRequestId),
})

export const approvalsJobs = [expire, executeApprovedMove] as const
