import { setTimeout as sleep } from 'node:timers/promises'
import type { Envelope } from '@/lib/agents/domain/dsse'
import { agentPaths } from '@/lib/agents/domain/protocol'
import { type CommandEventReport, type CommandEventsBody, commandEventsAnswerSchema } from '@/lib/agents/domain/wire'
import { log } from '../log'
import { ProtocolError } from '../protocol/protocol-error'
import type { AgentContext } from '../supervisor/agent-context'

export interface EventFacts {
  state: CommandEventReport['state']
  code?: string | null
  detail?: string | null
  phase?: string | null
}

const ATTEMPTS = 5

export function eventOf(context: AgentContext, facts: EventFacts): CommandEventReport {
  return {
    state: facts.state,
    code: facts.code ?? null,
    detail: facts.detail?.slice(0, 1000) ?? null,
    phase: facts.phase ?? null,
    at: context.clock.iso(),
  }
}

/** `confirmed`: the control plane has it. `refused`: it will never take it. `unreachable`: it may be told later. */
export async function sendEvents(
  context: AgentContext,
  commandId: string,
  body: CommandEventsBody,
): Promise<'confirmed' | 'refused' | 'unreachable'> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    try {
      await context.client.json(agentPaths.commandEvents(commandId), commandEventsAnswerSchema, { body })
      return 'confirmed'
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error
      const isFinal =
        error.status >= 400 && error.status < 500 && ![408, 429].includes(error.status) && error.code !== 'replayed'
      log.warn(
        { commandId, code: error.code, status: error.status, detail: error.message },
        'a command report was not taken',
      )
      if (isFinal) return error.code === 'stale_epoch' ? 'unreachable' : 'refused'
      await sleep(Math.random() * Math.min(5000, 200 * 2 ** attempt))
    }
  }
  return 'unreachable'
}

/** The end of a command; the receipt stays on disk until the control plane has confirmed it. */
export async function sendEnding(
  context: AgentContext,
  commandId: string,
  leaseToken: string,
  events: CommandEventReport[],
  receipt: Envelope,
): Promise<void> {
  const outcome = await sendEvents(context, commandId, { leaseToken, events, receipt })
  // A refusal is an answer: the same receipt would be refused for ever.
  if (outcome !== 'unreachable') await context.receipts.acknowledge(receipt)
}
