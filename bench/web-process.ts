import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'

export interface WebProcess {
  url: string
  /** Resident memory now, in bytes. */
  rss(): number
  stop(): Promise<void>
}

/** As `npm run up` and the README start it. */
const NODE_FLAG = '--max-semi-space-size=64'

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address !== null ? address.port : 0
}

function rssOf(pid: number): number {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kib) * 1024
}

async function startNext(): Promise<{ child: ChildProcess; url: string }> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const args = [NODE_FLAG, 'node_modules/next/dist/bin/next', 'start', '-H', '127.0.0.1', '-p', String(port)]
  const env = { ...process.env, NODE_ENV: 'production' as const, SLIPWAY_PUBLIC_ORIGINS: url }
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
  while (child.exitCode === null) {
    const answer = await fetch(`${url}/livez`).catch(() => null)
    if (answer?.ok) return { child, url }
    await wait(200)
  }
  throw new Error('next start ended: build first (npm run up builds)')
}

async function startHandlers(): Promise<{ child: ChildProcess; url: string }> {
  const args = [NODE_FLAG, '--import', 'tsx', 'bench/upload-server.ts']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })
  const [url] = (await once(lines, 'line')) as [string]
  return { child, url }
}

/** The web in a process of its own: the production build where SLIPWAY_BENCH_WEB=next, else the route handlers behind node:http. */
export async function startWeb(): Promise<WebProcess> {
  const { child, url } = process.env['SLIPWAY_BENCH_WEB'] === 'next' ? await startNext() : await startHandlers()
  return {
    url,
    rss: () => rssOf(child.pid ?? 0),
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}
