import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** What is asked again and again; path and body may hold `{{i}}` (number of the call), `{{pick}}` (a model) and `{{run}}`. */
export interface LoadCall {
  method: 'GET' | 'POST'
  path: string
  /** JSON text. */
  body?: string
  models: number
  runs: readonly string[]
}

export interface LoadServer {
  name: string
  url: string
  token: string | null
}

interface Load {
  server: LoadServer
  call: LoadCall
  seconds: number
  connections: number
  /** Number of the first call: no two rounds send the same one. */
  from: number
}

interface Measured {
  perSecond: number
  medianMs: number
  next: number
}

/** The process that makes the load, for as long as it is needed. */
export function startLoad() {
  const script = join(import.meta.dirname, 'generate-load.mjs')
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })
  return {
    async measure(load: Load): Promise<Measured> {
      const answered = once(lines, 'line')
      child.stdin.write(`${JSON.stringify(load)}\n`)
      const answer = JSON.parse(String((await answered)[0])) as Measured | { error: string }
      if ('error' in answer) throw new Error(`${load.server.name}: ${answer.error}`)
      return answer
    },
    stop: () => child.stdin.end(),
  }
}
