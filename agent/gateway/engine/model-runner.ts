import type { TensorSpec } from '../model-interface'
import { RequestError } from '../request-error'
import type { Feeds } from '../tensors/tensor-data'
import { type EngineHost, startEngine } from './engine-host'
import type { ModelSource } from './engine-messages'
import { LOAD_TIMEOUT_MS } from './probe-model'
import { sampleFeeds } from './sample-feeds'
import { openSession } from './session'

/** A loaded, warm model, wherever it computes. */
export interface ModelRunner {
  inputs: readonly TensorSpec[]
  outputs: readonly TensorSpec[]
  run(feeds: Feeds): Promise<Feeds>
  healthy(): boolean
  release(): Promise<void>
}

/** For quick models: the call costs less than a trip to another thread would. */
export async function inlineRunner(source: ModelSource): Promise<ModelRunner> {
  const session = await openSession(source)
  for (let i = 0; i < 3; i += 1) await session.run(sampleFeeds(session.inputs))
  return {
    inputs: session.inputs,
    outputs: session.outputs,
    run: session.run,
    healthy: () => true,
    release: session.release,
  }
}

const RESTART_LIMIT = 3

async function pooledRunner(
  kind: 'thread' | 'process',
  size: number,
  source: ModelSource,
  timeoutMs: number,
): Promise<ModelRunner> {
  const engines: EngineHost[] = []
  let released = false
  let deaths = 0
  const add = async () => {
    const engine = await startEngine(kind, source, LOAD_TIMEOUT_MS)
    for (let i = 0; i < 3; i += 1) await engine.run(sampleFeeds(engine.inputs))
    if (released) return engine.kill()
    engines.push(engine)
    engine.onExit(() => {
      const at = engines.indexOf(engine)
      if (at !== -1) engines.splice(at, 1)
      deaths += 1
      if (!released && deaths < RESTART_LIMIT) add().catch(() => undefined)
    })
  }
  await Promise.all(Array.from({ length: size }, add))
  const first = engines[0]
  if (first === undefined) throw new RequestError('unavailable', 'the model engine stopped')
  return {
    inputs: first.inputs,
    outputs: first.outputs,
    healthy: () => engines.length > 0,
    async run(feeds) {
      const engine = engines.reduce<EngineHost | null>(
        (best, e) => (best === null || e.pending() < best.pending() ? e : best),
        null,
      )
      if (engine === null) throw new RequestError('unavailable', 'the model engine is restarting')
      let timer: NodeJS.Timeout | undefined
      const expired = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          // A call that never ends holds its engine; a fresh one takes its place.
          engine.kill()
          reject(new RequestError('timeout', `no answer within ${timeoutMs} ms`))
        }, timeoutMs)
      })
      try {
        return (await Promise.race([engine.run(feeds), expired])).outputs
      } finally {
        clearTimeout(timer)
      }
    },
    async release() {
      released = true
      for (const engine of engines.splice(0)) engine.kill()
    },
  }
}

/** For slow models: threads, so that the event loop stays free for everybody else. */
export function threadRunner(source: ModelSource, threads: number, timeoutMs: number): Promise<ModelRunner> {
  return pooledRunner('thread', threads, source, timeoutMs)
}

/** For shadows: another process, whose death or slowness cannot reach the primary. */
export function processRunner(source: ModelSource, timeoutMs: number): Promise<ModelRunner> {
  return pooledRunner('process', 1, source, timeoutMs)
}
