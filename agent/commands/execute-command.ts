import type { CommandPayload } from '@/lib/agents/domain/command'
import type { Envelope } from '@/lib/agents/domain/dsse'
import type { ReceiptPayload } from '@/lib/agents/domain/receipt'
import { ArtifactError } from '../artifacts/fetch-artifact'
import type { LiveDeployment } from '../gateway/control/control-messages'
import { GatewayRefusal } from '../gateway-link/gateway-client'
import { log } from '../log'
import { ProtocolError } from '../protocol/protocol-error'
import type { AgentContext, RunningCommand } from '../supervisor/agent-context'
import { liveDigestOf } from '../supervisor/observe'
import { AGENT_VERSION } from '../version'
import { buildSpec } from './build-spec'
import { eventOf, sendEnding, sendEvents } from './report-command'

interface Ending {
  result: ReceiptPayload['result']
  code: string | null
  detail: string | null
  live: LiveDeployment | null
}

function failureOf(error: unknown, aborted: boolean): Pick<Ending, 'result' | 'code' | 'detail'> {
  const detail = error instanceof Error ? error.message : String(error)
  if (aborted) return { result: 'CANCELLED', code: 'superseded', detail: 'Stopped before the switch.' }
  if (error instanceof GatewayRefusal || error instanceof ArtifactError)
    return { result: 'FAILED', code: error.code, detail }
  if (error instanceof ProtocolError)
    return { result: 'FAILED', code: error.status === 0 ? 'unavailable' : 'preflight_failed', detail }
  return { result: 'FAILED', code: 'internal', detail }
}

/** Runs the steps; every one may run twice. The switch itself is one assignment in the gateway, so there is no half-way. */
async function act(context: AgentContext, running: RunningCommand): Promise<Ending> {
  const { command, abort } = running
  const deadline = AbortSignal.any([abort.signal, AbortSignal.timeout(command.startToCloseMs)])
  const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    deadline.throwIfAborted()
    running.phase = name
    await context.journal.append({ type: 'STEP', commandId: command.commandId, name })
    return work()
  }
  try {
    const spec = await step('fetch', () => buildSpec(context, command, command.kind === 'stop-serving', deadline))
    const { planDigests } = command.precondition
    const from = planDigests.length === 0 ? null : [...planDigests, command.planDigest]
    const live = await step('switch', () => context.gateway.apply(spec, from))
    return { result: 'SUCCEEDED', code: null, detail: null, live }
  } catch (error) {
    log.warn({ err: error, commandId: command.commandId }, 'a command did not succeed')
    return { ...failureOf(error, abort.signal.aborted), live: null }
  }
}

async function writeReceipt(
  context: AgentContext,
  running: RunningCommand,
  ending: Ending,
  beforeDigest: string | null,
): Promise<Envelope> {
  const { command, leaseToken, startedAt } = running
  const afterDigest = ending.live?.planDigest ?? (await liveDigestOf(context, command.deploymentId).catch(() => null))
  return context.receipts.issue(
    {
      agentId: command.agentId,
      commandId: command.commandId,
      ticketId: null,
      kind: command.kind,
      deploymentId: command.deploymentId,
      fence: command.fence,
      generation: command.generation,
      beforeDigest,
      afterDigest,
      startedAt,
      finishedAt: context.clock.iso(),
      result: ending.result,
      code: ending.code,
      observedVariants: ending.live?.variants.slice(0, 16) ?? [],
      agentVersion: AGENT_VERSION,
    },
    command.commandId,
    leaseToken,
  )
}

async function settle(
  context: AgentContext,
  running: RunningCommand,
  ending: Ending,
  beforeDigest: string | null,
  events: readonly ('ACCEPTED' | 'RUNNING')[],
): Promise<void> {
  const { command, leaseToken } = running
  const { commandId, deploymentId, planDigest, generation } = command
  // What serves has changed; the console need not wait for the paperwork to know.
  context.reportSoon()
  const receipt = await writeReceipt(context, running, ending, beforeDigest)
  await context.journal.append({ type: 'RESULT', commandId, result: ending.result, code: ending.code })
  if (ending.result === 'SUCCEEDED')
    await context.journal.append({ type: 'SETTLED', deploymentId, planDigest, generation })
  context.finished.set(commandId, ending.result)
  context.open.delete(commandId)
  context.running.delete(commandId)
  const reports = [
    ...events.map((state) => eventOf(context, { state })),
    eventOf(context, { state: ending.result, code: ending.code, detail: ending.detail }),
  ]
  await sendEnding(context, commandId, leaseToken, reports, receipt)
}

/** Whoever holds a lower fence in this deployment is asked to stop at its next safe point. */
function stopLowerFences(context: AgentContext, command: CommandPayload): void {
  for (const other of context.running.values())
    if (other.command.deploymentId === command.deploymentId && BigInt(other.command.fence) < BigInt(command.fence))
      other.abort.abort()
}

async function isWarm(context: AgentContext, command: CommandPayload): Promise<boolean> {
  const { deployments } = await context.gateway.status()
  const live = deployments.find((d) => d.deploymentId === command.deploymentId)
  return command.plan.variants.every(
    (v) => live?.variants.some((l) => l.variantId === v.variantId && l.state === 'READY') ?? false,
  )
}

/**
 * A verified command from promise to receipt. The plan lane acts only after the control plane confirmed the acceptance; the protective
 * lane may act as soon as the promise is on disk, because the fence makes that safe.
 */
export async function executeCommand(
  context: AgentContext,
  command: CommandPayload,
  envelope: Envelope,
  leaseToken: string,
): Promise<void> {
  const { commandId, deploymentId } = command
  const running: RunningCommand = {
    command,
    leaseToken,
    phase: 'accepted',
    abort: new AbortController(),
    startedAt: context.clock.iso(),
  }
  stopLowerFences(context, command)
  context.running.set(commandId, running)
  context.open.set(commandId, { envelope, leaseToken })
  try {
    const beforeDigest = await liveDigestOf(context, deploymentId)
    await context.journal.append({
      type: 'ACCEPTED',
      commandId,
      leaseToken,
      envelope,
      fence: command.fence,
      planDigest: command.planDigest,
    })
    const combined = command.lane === 'protective' && (await isWarm(context, command))
    if (!combined) {
      const events = [eventOf(context, { state: 'ACCEPTED' }), eventOf(context, { state: 'RUNNING' })]
      const outcome = await sendEvents(context, commandId, { leaseToken, events, receipt: null })
      if (outcome !== 'confirmed' && command.lane !== 'protective') return await abandon(context, commandId)
    }
    await context.fences.raise(deploymentId, BigInt(command.fence))
    const ending = await act(context, running)
    await settle(context, running, ending, beforeDigest, combined ? ['ACCEPTED', 'RUNNING'] : [])
  } finally {
    context.running.delete(commandId)
  }
}

/** Without a confirmed acceptance nothing was done; the lease runs out and the command comes again or ends. */
async function abandon(context: AgentContext, commandId: string): Promise<void> {
  await context.journal.append({ type: 'RESULT', commandId, result: 'ABANDONED', code: null })
  context.open.delete(commandId)
}

/** The one answer for a command that must not act, or acted already: a signed receipt and its report. */
export async function closeCommand(
  context: AgentContext,
  command: CommandPayload,
  leaseToken: string,
  ending: Pick<Ending, 'result' | 'code' | 'detail'>,
  events: readonly ('ACCEPTED' | 'RUNNING')[],
): Promise<void> {
  const running: RunningCommand = {
    command,
    leaseToken,
    phase: 'closing',
    abort: new AbortController(),
    startedAt: context.clock.iso(),
  }
  const before = await liveDigestOf(context, command.deploymentId).catch(() => null)
  await settle(context, running, { ...ending, live: null }, before, events)
}

/** After a restart: what was promised is finished, found finished, or run again; never left open and never done twice. */
export async function resumeCommand(
  context: AgentContext,
  command: CommandPayload,
  envelope: Envelope,
  leaseToken: string,
): Promise<void> {
  const live = await liveDigestOf(context, command.deploymentId)
  const { deployments } = await context.gateway.status()
  const fence = deployments.find((d) => d.deploymentId === command.deploymentId)?.fence ?? '0'
  if (live === command.planDigest && BigInt(fence) >= BigInt(command.fence))
    return closeCommand(context, command, leaseToken, { result: 'SUCCEEDED', code: 'recovered', detail: null }, [])
  if (live === null || command.precondition.planDigests.includes(live)) {
    const running: RunningCommand = {
      command,
      leaseToken,
      phase: 'resumed',
      abort: new AbortController(),
      startedAt: context.clock.iso(),
    }
    context.running.set(command.commandId, running)
    context.open.set(command.commandId, { envelope, leaseToken })
    await context.fences.raise(command.deploymentId, BigInt(command.fence))
    return settle(context, running, await act(context, running), live, [])
  }
  return closeCommand(
    context,
    command,
    leaseToken,
    { result: 'FAILED', code: 'conflict', detail: `The live plan is ${live}.` },
    [],
  )
}
