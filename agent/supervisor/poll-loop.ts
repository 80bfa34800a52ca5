import { setTimeout as sleep } from 'node:timers/promises'
import { CANCEL_PAYLOAD_TYPE, cancelPayloadSchema } from '@/lib/agents/domain/command'
import { type Envelope, openEnvelope } from '@/lib/agents/domain/dsse'
import { agentPaths } from '@/lib/agents/domain/protocol'
import { type PollAnswer, type PollBody, pollAnswerSchema } from '@/lib/agents/domain/wire'
import { converge, readDesired } from '../commands/converge'
import { takeCommand } from '../commands/take-command'
import { log } from '../log'
import type { SpoolUploader } from '../spool/spool-uploader'
import type { AgentContext } from './agent-context'
import { observe } from './observe'

const HOLD_SEC = 25
const POLL_TIMEOUT_MS = 45_000

function cancel(context: AgentContext, envelope: Envelope): void {
  const bytes = openEnvelope(envelope, CANCEL_PAYLOAD_TYPE, context.trust.keyOf)
  if (bytes === null) return
  const parsed = cancelPayloadSchema.safeParse(JSON.parse(bytes.toString('utf8')))
  if (parsed.success && parsed.data.agentId === context.client.agentId)
    context.running.get(parsed.data.commandId)?.abort.abort()
}

/** A failure of one item must not cost the others their turn. */
function apart(what: string, work: Promise<void>): Promise<void> {
  return work.catch((error: unknown) => log.error({ err: error }, what))
}

async function takeAnswer(context: AgentContext, answer: PollAnswer): Promise<void> {
  context.clock.learn(answer.serverTime)
  if (answer.keys !== undefined) context.trust.learn(answer.keys, context.clock.nowMs())
  for (const envelope of answer.cancel) cancel(context, envelope)
  for (const policy of answer.capture) context.capture.set(policy.deploymentId, policy)
  if (answer.capture.length > 0) await apart('capture policy not applied', context.gateway.setCapture(answer.capture))
  for (const envelope of answer.desired) {
    const desired = readDesired(context, envelope)
    if (desired === null) continue
    context.desired.set(desired.deploymentId, desired)
    // Not waited for: a long download must not keep the next poll, and with it a way back, from happening.
    if (answer.commands.length === 0) void apart('could not converge', converge(context, desired))
  }
  for (const { envelope, leaseToken } of answer.commands)
    void apart('command failed', takeCommand(context, envelope, leaseToken))
}

async function pollBody(context: AgentContext, uploader: SpoolUploader, cursor: string): Promise<PollBody> {
  return {
    cursor,
    observed: await observe(context, uploader).catch(() => []),
    running: [...context.running.values()].map(({ command, leaseToken, phase }) => ({
      commandId: command.commandId,
      leaseToken,
      phase,
      pct: 0,
    })),
    checkpointSize: null,
    spool: await uploader.state(),
  }
}

/** The long poll: the truth about what is wanted. Ends by throwing, when the session is over or the server cannot be reached. */
export async function pollLoop(
  context: AgentContext,
  uploader: SpoolUploader,
  signal: AbortSignal,
  onAnswer: (answer: PollAnswer) => void,
): Promise<never> {
  let cursor = ''
  for (;;) {
    signal.throwIfAborted()
    // Work under way is a lease to be kept alive: the next poll must not be held for long.
    const wait = context.running.size > 0 ? 2 : HOLD_SEC
    const body = await pollBody(context, uploader, cursor)
    const answer = await context.client.json(agentPaths.poll, pollAnswerSchema, {
      body,
      query: `?wait=${wait}`,
      timeoutMs: POLL_TIMEOUT_MS,
      signal,
    })
    cursor = answer.cursor
    onAnswer(answer)
    await takeAnswer(context, answer)
    const hasWork = answer.commands.length > 0
    if (!hasWork && answer.nextPollMs > 0)
      await sleep(answer.nextPollMs * (0.8 + Math.random() * 0.4), undefined, { signal })
  }
}
