import type { EngineHost } from './engine-host'
import { startEngine } from './engine-host'
import type { ModelSource } from './engine-messages'
import { sampleFeeds } from './sample-feeds'
import { LoadError } from './session'

export const LOAD_TIMEOUT_MS = 30_000
const WARM_UP_CALLS = 3
const TIMED_CALLS = 20
const TIMED_BUDGET_MS = 500

async function within<T>(promise: Promise<T>, deadlineMs: number, engine: EngineHost): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      engine.kill()
      reject(new LoadError('load_failed', 'inference_timeout: a warm-up call did not end in time.'))
    }, deadlineMs)
  })
  try {
    return await Promise.race([promise, expired])
  } finally {
    clearTimeout(timer)
  }
}

/** Runs the warm-up and returns the 95th percentile of the calls after it. */
export async function warmUp(engine: EngineHost): Promise<number> {
  const feeds = sampleFeeds(engine.inputs)
  for (let i = 0; i < WARM_UP_CALLS; i += 1) await within(engine.run(feeds), LOAD_TIMEOUT_MS, engine)
  const times: number[] = []
  for (let spent = 0; times.length < TIMED_CALLS && spent < TIMED_BUDGET_MS; ) {
    const { runMs } = await within(engine.run(feeds), LOAD_TIMEOUT_MS, engine)
    times.push(runMs)
    spent += runMs
  }
  times.sort((a, b) => a - b)
  return times[Math.ceil(times.length * 0.95) - 1] ?? 0
}

/**
 * Meets a model for the first time in a process of its own: one that crashes the runtime, or never comes back from a call, takes nothing
 * else with it.
 */
export async function probeModel(source: ModelSource): Promise<number> {
  const engine = await startEngine('process', source, LOAD_TIMEOUT_MS)
  try {
    return await warmUp(engine)
  } catch (error) {
    if (error instanceof LoadError) throw error
    throw new LoadError(
      'load_failed',
      `A warm-up call failed: ${error instanceof Error ? error.message : String(error)}`,
    )
  } finally {
    engine.kill()
  }
}
