import { fork } from 'node:child_process'
import { Worker } from 'node:worker_threads'
import { programFile, programRoot, typescriptArguments } from '@/agent/processes/typescript-arguments'
import { childEnvironment } from '@/agent/settings'
import type { TensorSpec } from '../model-interface'
import { RequestError } from '../request-error'
import type { Feeds, TensorData } from '../tensors/tensor-data'
import type { FromEngine, ModelSource, ToEngine } from './engine-messages'
import { LoadError } from './session'

const ENGINE = programFile('gateway/engine/engine-main.ts')
const ENGINE_THREAD = programFile('gateway/engine/engine-thread.mjs')

interface Channel {
  post(message: ToEngine, transfer: readonly ArrayBuffer[]): void
  onMessage(listener: (message: FromEngine) => void): void
  onExit(listener: () => void): void
  kill(): void
}

function threadChannel(): Channel {
  const worker = new Worker(ENGINE_THREAD, { env: childEnvironment() })
  worker.on('error', () => undefined)
  return {
    post: (message, transfer) => worker.postMessage(message, [...transfer]),
    onMessage: (listener) => worker.on('message', listener),
    onExit: (listener) => worker.on('exit', listener),
    kill: () => void worker.terminate(),
  }
}

function processChannel(): Channel {
  const child = fork(ENGINE, [], {
    execArgv: [...typescriptArguments],
    env: childEnvironment(),
    cwd: programRoot,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  child.on('error', () => undefined)
  return {
    post: (message) => void (child.connected && child.send(message, () => undefined)),
    onMessage: (listener) => child.on('message', (message) => listener(message as FromEngine)),
    onExit: (listener) => child.on('exit', listener),
    kill: () => void child.kill('SIGKILL'),
  }
}

interface Waiting {
  resolve(result: { outputs: Feeds; runMs: number }): void
  reject(error: Error): void
}

export interface EngineHost {
  inputs: TensorSpec[]
  outputs: TensorSpec[]
  createMs: number
  pending(): number
  run(feeds: Feeds): Promise<{ outputs: Feeds; runMs: number }>
  kill(): void
  onExit(listener: () => void): void
}

function buffersOf(feeds: Feeds): ArrayBuffer[] {
  const isTypedArray = (data: TensorData['data']): data is Exclude<TensorData['data'], string[]> => !Array.isArray(data)
  return Object.values(feeds).flatMap(({ data }) =>
    isTypedArray(data) && data.buffer instanceof ArrayBuffer ? [data.buffer] : [],
  )
}

function copyOf(feeds: Feeds): Feeds {
  return Object.fromEntries(
    Object.entries(feeds).map(([name, tensor]) => [name, { ...tensor, data: tensor.data.slice() }]),
  )
}

/** Starts a model apart from the event loop and waits until it is loaded. */
export async function startEngine(
  kind: 'thread' | 'process',
  source: ModelSource,
  loadTimeoutMs: number,
): Promise<EngineHost> {
  const channel = kind === 'thread' ? threadChannel() : processChannel()
  const waiting = new Map<number, Waiting>()
  let calls = 0
  let settleLoad: ((message: FromEngine | null) => void) | null = null
  channel.onMessage((message) => {
    if (message.type === 'loaded' || message.type === 'refused') return settleLoad?.(message)
    const waiter = waiting.get(message.call)
    waiting.delete(message.call)
    if (message.type === 'result') waiter?.resolve(message)
    else waiter?.reject(new RequestError('failed', message.message.slice(0, 300)))
  })
  channel.onExit(() => {
    settleLoad?.(null)
    for (const waiter of waiting.values()) waiter.reject(new RequestError('unavailable', 'the model engine stopped'))
    waiting.clear()
  })
  const loaded = await new Promise<FromEngine | null>((resolve) => {
    const timer = setTimeout(() => resolve(null), loadTimeoutMs)
    settleLoad = (message) => {
      clearTimeout(timer)
      resolve(message)
    }
    channel.post({ type: 'load', source }, [])
  })
  if (loaded?.type !== 'loaded') {
    channel.kill()
    if (loaded?.type === 'refused') throw new LoadError(loaded.code, loaded.message)
    throw new LoadError('load_failed', 'The model could not be loaded: the runtime died or took too long.')
  }
  return {
    inputs: loaded.inputs,
    outputs: loaded.outputs,
    createMs: loaded.createMs,
    pending: () => waiting.size,
    run(feeds) {
      calls += 1
      const call = calls
      return new Promise((resolve, reject) => {
        waiting.set(call, { resolve, reject })
        // The buffers move; capture still needs the caller's own.
        const moved = kind === 'thread' ? copyOf(feeds) : feeds
        channel.post({ type: 'run', call, feeds: moved }, kind === 'thread' ? buffersOf(moved) : [])
      })
    },
    kill: channel.kill,
    onExit: channel.onExit,
  }
}
