// A Slipway of its own for a script: own data folder, own port, stopped and removed afterwards. Or the running one that SLIPWAY_DEMO names.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ROOT } from './bootstrap.mjs'

const READY_MS = 15 * 60_000
const STOP_MS = 60_000

async function freePort() {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

async function stopProcess(child) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
  await gone
  clearTimeout(timer)
}

/** First line of stdout: the facts of the stack. Rejects when the process ends before. */
function readyLine(child) {
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: child.stdout })
    const timer = setTimeout(() => reject(new Error('Slipway was not ready in time.')), READY_MS)
    lines.once('line', (line) => {
      clearTimeout(timer)
      resolve(JSON.parse(line))
    })
    child.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`Slipway ended before it was ready (exit ${code}). Its messages stand above.`))
    })
  })
}

/** `{ demo, stop }`: what `up --json` printed plus its data folder, and a function that ends everything it started. */
export async function startDemoStack() {
  const given = process.env.SLIPWAY_DEMO
  if (given) return { demo: JSON.parse(given), stop: async () => undefined }
  const home = await mkdtemp(join(tmpdir(), 'slipway-demo-'))
  // As root, PostgreSQL runs as another user, who must be able to pass through.
  await chmod(home, 0o711)
  const port = await freePort()
  const child = spawn(process.execPath, [join(ROOT, 'cli/up.mjs'), '--json'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 2],
    env: {
      ...process.env,
      SLIPWAY_HOME: home,
      PORT: String(port),
      DATABASE_URL: '',
      // One machine plays every person at once.
      SLIPWAY_RATE_FACTOR: '20',
    },
  })
  const stop = async () => {
    await stopProcess(child)
    await rm(home, { recursive: true, force: true })
  }
  try {
    return { demo: { ...(await readyLine(child)), home }, stop }
  } catch (error) {
    process.stderr.write(`Logs were in ${join(home, 'logs')}.\n`)
    await stopProcess(child)
    throw error
  }
}
