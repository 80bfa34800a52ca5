import { parentPort } from 'node:worker_threads'
import type { FromEngine, ToEngine } from './engine-messages'
import { LoadError, type LoadedSession, openSession } from './session'

/** One model in a thread (slow models) or a process (shadows, and the first look at any model). */

let session: LoadedSession | null = null

function send(message: FromEngine): void {
  if (parentPort !== null) parentPort.postMessage(message)
  else process.send?.(message)
}

async function handle(message: ToEngine): Promise<void> {
  if (message.type === 'load') {
    const started = performance.now()
    try {
      session = await openSession(message.source)
      send({ type: 'loaded', inputs: session.inputs, outputs: session.outputs, createMs: performance.now() - started })
    } catch (error) {
      const code = error instanceof LoadError ? error.code : 'load_failed'
      send({ type: 'refused', code, message: error instanceof Error ? error.message : String(error) })
    }
    return
  }
  const started = performance.now()
  try {
    if (session === null) throw new Error('no model is loaded')
    const outputs = await session.run(message.feeds)
    send({ type: 'result', call: message.call, outputs, runMs: performance.now() - started })
  } catch (error) {
    send({ type: 'failed', call: message.call, message: error instanceof Error ? error.message : String(error) })
  }
}

// Calls run one after the other: the arithmetic has this thread to itself.
let queue: Promise<void> = Promise.resolve()
const receive = (message: ToEngine) => {
  queue = queue.then(() => handle(message))
}

if (parentPort !== null) parentPort.on('message', receive)
else {
  process.on('message', receive)
  process.on('disconnect', () => process.exit(0))
}
