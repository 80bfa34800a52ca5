import { agentPaths } from '@/lib/agents/domain/protocol'
import { observedAnswerSchema } from '@/lib/agents/domain/wire'
import { converge } from '../commands/converge'
import { log } from '../log'
import type { SpoolUploader } from '../spool/spool-uploader'
import type { AgentContext } from './agent-context'
import { observe } from './observe'

const DEFAULT_MS = 15_000

export interface ObserveLoop {
  run(): Promise<void>
  /** Something changed: report now rather than at the next beat. */
  wake(): void
  setPace(observeMs: number): void
  stop(): void
}

/** Reports what serves, at the pace the server asks for and at once after each change. */
export function createObserveLoop(
  context: AgentContext,
  uploader: SpoolUploader,
  isOnline: () => boolean,
): ObserveLoop {
  let paceMs = DEFAULT_MS
  let stopped = false
  let interrupt: () => void = () => undefined
  let woken = false

  const pause = () =>
    new Promise<void>((resolve) => {
      if (woken) return resolve()
      const timer = setTimeout(resolve, paceMs)
      interrupt = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const report = async () => {
    const observed = await observe(context, uploader)
    const answer = await context.client.json(agentPaths.observed, observedAnswerSchema, { body: { observed } })
    paceMs = answer.observeMs
    for (const desired of context.desired.values()) await converge(context, desired)
  }

  return {
    async run() {
      while (!stopped) {
        await pause()
        woken = false
        if (stopped || !isOnline()) continue
        await report().catch((error: unknown) => log.debug({ err: error }, 'observed state not reported'))
      }
    },
    wake() {
      woken = true
      interrupt()
    },
    setPace(observeMs) {
      const faster = observeMs < paceMs
      paceMs = observeMs
      if (faster) interrupt()
    },
    stop() {
      stopped = true
      interrupt()
    },
  }
}
