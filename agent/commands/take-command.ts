import { z } from 'zod'
import type { Envelope } from '@/lib/agents/domain/dsse'
import { log } from '../log'
import type { AgentContext } from '../supervisor/agent-context'
import { AGENT_VERSION } from '../version'
import { closeCommand, executeCommand } from './execute-command'
import { eventOf, sendEnding } from './report-command'
import { type Verified, verifyCommand } from './verify-command'

const looseSchema = z.object({
  commandId: z.string().min(1).max(64),
  deploymentId: z.string().min(1).max(64).catch('unknown'),
  kind: z.string().min(1).max(64).catch('unknown'),
  fence: z
    .string()
    .regex(/^\d{1,19}$/)
    .catch('0'),
  generation: z
    .string()
    .regex(/^\d{1,19}$/)
    .catch('0'),
})

/** A signed command of a form this version does not know: refused by the little of it that can be read. */
async function refuseUnreadable(
  context: AgentContext,
  verified: Extract<Verified, { outcome: 'rejected' }>,
  leaseToken: string,
): Promise<void> {
  const read = looseSchema.safeParse(verified.payload)
  if (!read.success) return
  const { commandId, ...rest } = read.data
  const at = context.clock.iso()
  const receipt = await context.receipts.issue(
    {
      ...rest,
      agentId: context.client.agentId,
      commandId,
      ticketId: null,
      beforeDigest: null,
      afterDigest: null,
      startedAt: at,
      finishedAt: at,
      result: 'REJECTED',
      code: verified.code,
      observedVariants: [],
      agentVersion: AGENT_VERSION,
    },
    commandId,
    leaseToken,
  )
  const event = eventOf(context, { state: 'REJECTED', code: verified.code, detail: verified.detail })
  await sendEnding(context, commandId, leaseToken, [event], receipt)
}

/** One delivered command: verified against everything known here, then executed, refused, or recognised as done. */
export async function takeCommand(context: AgentContext, envelope: Envelope, leaseToken: string): Promise<void> {
  const { deployments } = await context.gateway.status()
  const verified = verifyCommand(envelope, {
    keyOf: context.trust.keyOf,
    agentId: context.client.agentId,
    targets: context.targets,
    allow: context.config.allow,
    serverNowMs: context.clock.nowMs(),
    highestFence: (deploymentId) => context.fences.highest(deploymentId),
    live(deploymentId) {
      const live = deployments.find((d) => d.deploymentId === deploymentId)
      return live === undefined ? null : { planDigest: live.planDigest, fence: BigInt(live.fence) }
    },
  })
  if (verified.outcome === 'ignored') {
    log.error('a command without a trusted signature was ignored')
    return
  }
  const { command } = verified
  if (command === null)
    return verified.outcome === 'rejected' ? refuseUnreadable(context, verified, leaseToken) : undefined
  if (context.running.has(command.commandId)) return
  const earlier = context.finished.get(command.commandId)
  if (earlier === 'SUCCEEDED')
    return closeCommand(context, command, leaseToken, { result: 'SUCCEEDED', code: 'recovered', detail: null }, [
      'ACCEPTED',
      'RUNNING',
    ])
  if (verified.outcome === 'rejected') {
    log.warn({ commandId: command.commandId, code: verified.code, detail: verified.detail }, 'a command was refused')
    return closeCommand(
      context,
      command,
      leaseToken,
      { result: 'REJECTED', code: verified.code, detail: verified.detail },
      [],
    )
  }
  if (context.journal.broken && command.lane === 'plan')
    return closeCommand(
      context,
      command,
      leaseToken,
      { result: 'REJECTED', code: 'unsupported', detail: 'The journal is damaged; plan commands are stopped.' },
      [],
    )
  return executeCommand(context, command, envelope, leaseToken)
}
