import { AppError, notFound } from '@/lib/kernel/app-error'
import { defineCommand } from '@/lib/server/operation'
import { agentActionInput, createEnrollmentTokenOutput } from '../contract'
import { saveEnrollmentToken } from '../store/enrollment-tokens'

const VALID_MINUTES = 60

/** The way out of a suspected clone is a new enrolment with a new key; the lock ends when the token is used. */
export const unlockAgent = defineCommand({
  name: 'agents.unlock-agent',
  permission: 'agents:unlock',
  input: agentActionInput,
  output: createEnrollmentTokenOutput,
  audit: ['agents.unlocked', 'agents.enrollment-token-created'],
  async run(ctx, { agentId, reason }) {
    const agent = await ctx.tx.agent.findUnique({
      where: { workspaceId_id: { workspaceId: ctx.workspace.id, id: agentId } },
    })
    if (!agent) throw notFound('agent')
    if (agent.state !== 'LOCKED')
      throw new AppError('conflict', { message: 'This agent is not locked.', details: { state: agent.state } })
    await ctx.audit.record('agents.unlocked', {
      resources: [{ kind: 'agent', id: agentId }],
      reason,
      before: { state: agent.state, lockReason: agent.lockReason },
    })
    return saveEnrollmentToken(ctx, { agentName: agent.name, agentId, expiresInMinutes: VALID_MINUTES })
  },
})
