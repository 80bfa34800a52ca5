import { AppError, notFound } from '@/lib/kernel/app-error'
import { defineCommand } from '@/lib/server/operation'
import { createEnrollmentTokenInput, createEnrollmentTokenOutput } from '../contract'
import { saveEnrollmentToken } from '../store/enrollment-tokens'

/** A token that lets one agent enrol once, within the hour. */
export const createEnrollmentToken = defineCommand({
  name: 'agents.create-enrollment-token',
  permission: 'agents:enroll',
  input: createEnrollmentTokenInput,
  output: createEnrollmentTokenOutput,
  audit: ['agents.enrollment-token-created'],
  async run(ctx, input) {
    const { agentName, expiresInMinutes, reEnroll } = input
    const key = { workspaceId_name: { workspaceId: ctx.workspace.id, name: agentName } }
    const agent = await ctx.tx.agent.findUnique({ where: key })
    if (agent && !reEnroll)
      throw new AppError('conflict', {
        message: `An agent named ${agentName} exists already. Choose another name, or re-enrol it to give it a new key.`,
      })
    if (!agent && reEnroll) throw notFound('agent')
    if (agent?.state === 'LOCKED')
      throw new AppError('refused', {
        message: 'This agent is locked because two holders used its identity. Unlock it instead.',
      })
    return saveEnrollmentToken(ctx, { agentName, agentId: agent?.id ?? null, expiresInMinutes })
  },
})
