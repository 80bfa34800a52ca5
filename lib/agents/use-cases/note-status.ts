import { z } from 'zod'
import type { AuditType } from '@/lib/audit/domain/catalogue'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { type AgentStatus, agentStatus } from '../domain/agent-status'
import { silenceMs } from '../store/presence'

const EVENT_OF: Record<AgentStatus, AuditType> = {
  ONLINE: 'agents.came-online',
  LATE: 'agents.went-late',
  OFFLINE: 'agents.went-offline',
}

/** Announces that an agent fell silent or came back; once per change. */
export const noteStatus = defineCommand({
  name: 'agents.note-status',
  permission: 'agents:operate',
  input: z.strictObject({ agentId: z.uuid() }),
  output: z.object({ status: z.enum(['ONLINE', 'LATE', 'OFFLINE']) }),
  audit: ['agents.came-online', 'agents.went-late', 'agents.went-offline'],
  async run(ctx, { agentId }) {
    const [row] = await ctx.tx.$queryRaw<{ status: AgentStatus; lastSeenAt: Date | null }[]>`
      SELECT p.status, p."lastSeenAt" FROM "AgentPresence" p JOIN "Agent" a ON a.id = p."agentId"
      WHERE p."agentId" = ${agentId}::uuid AND a."workspaceId" = ${ctx.workspace.id}::uuid FOR UPDATE OF p`
    if (!row) return unchanged({ status: 'OFFLINE' as const })
    const status = agentStatus(await silenceMs(ctx.tx, agentId))
    if (status === row.status) return unchanged({ status })
    await ctx.tx.$executeRaw`UPDATE "AgentPresence" SET status = ${status} WHERE "agentId" = ${agentId}::uuid`
    await ctx.audit.record(EVENT_OF[status], {
      resources: [{ kind: 'agent', id: agentId }],
      before: { status: row.status },
      after: { status },
      data: { lastSeenAt: row.lastSeenAt?.toISOString() ?? null },
    })
    return { status }
  },
})
