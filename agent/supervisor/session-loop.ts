import { hostname, platform, release } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { COMMAND_PAYLOAD_TYPE, commandPayloadSchema } from '@/lib/agents/domain/command'
import { openEnvelope } from '@/lib/agents/domain/dsse'
import { receiptPayloadSchema } from '@/lib/agents/domain/receipt'
import type { OpenCommand as OpenCommandReport } from '@/lib/agents/domain/wire'
import { resumeCommand } from '../commands/execute-command'
import { eventOf, sendEnding } from '../commands/report-command'
import { allowListDigest } from '../config/agent-config'
import { log } from '../log'
import { openSession } from '../protocol/open-session'
import { ProtocolError } from '../protocol/protocol-error'
import { ONNX_CAPABILITIES, ONNX_LOCATION, ONNX_RUNTIME } from '../runtimes/onnx-capabilities'
import type { SpoolUploader } from '../spool/spool-uploader'
import type { StatePaths } from '../state/state-paths'
import type { AgentContext } from './agent-context'
import { liveDigestOf } from './observe'
import type { ObserveLoop } from './observe-loop'
import { pollLoop } from './poll-loop'

const MAX_PAUSE_MS = 60_000
const LOCKED_PAUSE_MS = 30_000

function openCommand(context: AgentContext, commandId: string) {
  const entry = context.open.get(commandId)
  const bytes = entry === undefined ? null : openEnvelope(entry.envelope, COMMAND_PAYLOAD_TYPE, context.trust.keyOf)
  const parsed = bytes === null ? null : commandPayloadSchema.safeParse(JSON.parse(bytes.toString('utf8')))
  return entry === undefined || parsed?.success !== true ? null : { ...entry, command: parsed.data }
}

async function openReports(context: AgentContext): Promise<OpenCommandReport[]> {
  const reports: OpenCommandReport[] = []
  for (const commandId of context.open.keys()) {
    const found = openCommand(context, commandId)
    if (found === null) continue
    const { fence, planDigest, deploymentId } = found.command
    reports.push({
      commandId,
      fence,
      planDigest,
      liveDigest: await liveDigestOf(context, deploymentId).catch(() => null),
    })
  }
  return reports
}

async function join(
  context: AgentContext,
  paths: StatePaths,
  uploader: SpoolUploader,
  gatewayUrl: string,
): Promise<void> {
  const answer = await openSession(context.client, paths, {
    targets: [
      {
        runtime: ONNX_RUNTIME,
        location: ONNX_LOCATION,
        capabilities: ONNX_CAPABILITIES,
        allowListDigest: allowListDigest(context.config.allow),
      },
    ],
    capabilities: {},
    journal: { open: await openReports(context), maxFence: context.fences.toJson() },
    spool: await uploader.state(),
    hostInfo: { hostname: hostname(), platform: platform(), release: release(), node: process.version },
    gatewayUrl,
  })
  context.targets.clear()
  for (const { targetId, runtime, location } of answer.targets) context.targets.set(targetId, { runtime, location })
  context.trust.learn(answer.trust, context.clock.nowMs())
  log.info({ epoch: answer.epoch }, 'session opened')
}

/** Receipts that never arrived go first: they tell what happened before anything new does. */
async function deliverReceipts(context: AgentContext): Promise<void> {
  for (const { commandId, leaseToken, envelope } of await context.receipts.unacknowledged()) {
    const payload = receiptPayloadSchema.parse(JSON.parse(Buffer.from(envelope.payload, 'base64').toString('utf8')))
    await sendEnding(
      context,
      commandId,
      leaseToken,
      [eventOf(context, { state: payload.result, code: payload.code })],
      envelope,
    )
  }
}

async function resumeOpen(context: AgentContext): Promise<void> {
  for (const commandId of [...context.open.keys()]) {
    if (context.running.has(commandId)) continue
    const found = openCommand(context, commandId)
    if (found !== null) await resumeCommand(context, found.command, found.envelope, found.leaseToken)
  }
}

/** Time to wait after a failed session, in milliseconds. */
function pauseAfter(error: unknown, failures: number): number {
  if (error instanceof ProtocolError && error.code === 'stale_epoch') return 0
  if (error instanceof ProtocolError && error.status === 423) return LOCKED_PAUSE_MS
  if (error instanceof ProtocolError && error.retryAfterMs !== null) return error.retryAfterMs
  return Math.random() * Math.min(MAX_PAUSE_MS, 1000 * 2 ** failures)
}

export interface SessionLoopOptions {
  paths: StatePaths
  uploader: SpoolUploader
  observeLoop: ObserveLoop
  gatewayUrl: string
  signal: AbortSignal
  setOnline(online: boolean): void
}

/** Sessions for ever: join, settle the past, poll; whatever ends one begins the next. Serving never waits for any of it. */
export async function sessionLoop(context: AgentContext, options: SessionLoopOptions): Promise<void> {
  const { paths, uploader, observeLoop, gatewayUrl, signal } = options
  let failures = 0
  while (!signal.aborted) {
    try {
      await join(context, paths, uploader, gatewayUrl)
      await deliverReceipts(context)
      await resumeOpen(context)
      options.setOnline(true)
      observeLoop.wake()
      await pollLoop(context, uploader, signal, (answer) => {
        failures = 0
        observeLoop.setPace(answer.observeMs)
      })
    } catch (error) {
      options.setOnline(false)
      if (signal.aborted) return
      const pauseMs = pauseAfter(error, failures)
      failures = Math.min(failures + 1, 8)
      log.warn({ err: error, pauseMs: Math.round(pauseMs) }, 'the session ended')
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined)
    }
  }
}
