import { notFound } from '@/lib/kernel/app-error'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { agentActionInput, revokeAgentOutput } from '../contract'
import { COMMAND_END_EVENTS, endCommand } from '../end-command'

/** Shuts an agent out for good. It keeps serving what it serves, but nobody listens to it any more. */
export const revokeAgent = defineCommand({
  name: 'agents.revoke-agent',
  permission: 'agents:revoke',
  input: agentActionInput,
  output: revokeAgentOutput,
  audit: ['agents.revoked', ...COMMAND_END_EVENTS],
  async run(ctx, { agentId, reason }) {
    const agent = await ctx.tx.agent.findUnique({
      where: { workspaceId_id: { workspaceId: ctx.workspace.id, id: agentId } },
    })
    if (!agent) throw notFound('agent')
    if (agent.state === 'REVOKED') return unchanged({ id: agentId, state: 'REVOKED' as const })
    await ctx.tx.agent.update({ where: { id: agentId }, data: { state: 'REVOKED', revokedAt: ctx.clock.now() } })
    await ctx.tx.$executeRaw`UPDATE "AgentPresence" SET epoch = epoch + 1 WHERE "agentId" = ${agentId}::uuid`
    await ctx.audit.record('agents.revoked', {
      resources: [{ kind: 'agent', id: agentId }],
      reason,
      before: { state: agent.state },
      after: { state: 'REVOKED' },
    })
    const waiting = await ctx.tx.command.findMany({
      where: { agentId, state: { in: ['QUEUED', 'LEASED'] } },
      orderBy: [{ deploymentId: 'asc' }, { fence: 'asc' }],
    })
    for (const row of waiting)
      await endCommand(ctx.tx, ctx.audit, row, {
        trigger: 'cancel',
        code: 'agent_revoked',
        reason,
        liveUnchanged: true,
      })
    await ctx.notify('slipway_agent', agentId)
    return { id: agentId, state: 'REVOKED' as const }
  },
})
