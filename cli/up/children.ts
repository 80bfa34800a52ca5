import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')
const STOP_MS = 15_000

interface ChildSpec {
  name: string
  args: readonly string[]
  env?: Record<string, string>
}

interface Child {
  spec: ChildSpec
  process: ChildProcess
}

export interface Children {
  start(spec: ChildSpec): void
  stopAll(): Promise<void>
}

/**
 * Starts processes in groups of their own (so that Ctrl-C reaches them in our order, not all at once), writes their output to
 * logs/<name>.log, and starts a crashed one again with growing pauses.
 */
export function supervise(home: string, env: Record<string, string>): Children {
  const running = new Map<string, Child>()
  const order: string[] = []
  let stopping = false
  mkdirSync(join(home, 'logs'), { recursive: true })

  function remember(): void {
    writeFileSync(join(home, 'children.json'), JSON.stringify([...running.values()].map((child) => child.process.pid)))
  }

  function launch(spec: ChildSpec, failures: number): void {
    const out = createWriteStream(join(home, 'logs', `${spec.name}.log`), { flags: 'a' })
    const startedAt = performance.now()
    const child = spawn(process.execPath, [...spec.args], {
      cwd: ROOT,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env, ...spec.env },
    })
    child.stdout?.pipe(out, { end: false })
    child.stderr?.pipe(out, { end: false })
    running.set(spec.name, { spec, process: child })
    remember()
    child.on('exit', (code, signal) => {
      out.end()
      running.delete(spec.name)
      remember()
      if (stopping) return
      const quick = performance.now() - startedAt < 10_000
      const next = quick ? failures + 1 : 0
      const pauseMs = Math.min(30_000, 500 * 2 ** next)
      process.stderr.write(
        `  ${spec.name} ended (${signal ?? code}); starting it again. Its output: ${join(home, 'logs', `${spec.name}.log`)}\n`,
      )
      setTimeout(() => {
        if (!stopping) launch(spec, next)
      }, pauseMs)
    })
  }

  async function stop(child: Child): Promise<void> {
    if (child.process.exitCode !== null || child.process.pid === undefined) return
    const gone = once(child.process, 'exit')
    child.process.kill('SIGTERM')
    const timer = setTimeout(() => child.process.kill('SIGKILL'), STOP_MS)
    await gone
    clearTimeout(timer)
  }

  return {
    start(spec) {
      order.push(spec.name)
      launch(spec, 0)
    },
    async stopAll() {
      stopping = true
      for (const name of [...order].reverse()) {
        const child = running.get(name)
        if (child) await stop(child)
      }
    },
  }
}

/** Arguments that run a subcommand of this CLI in its own process. */
export function subcommand(...args: string[]): string[] {
  return ['--import', 'tsx', join(ROOT, 'cli/main.ts'), ...args]
}
