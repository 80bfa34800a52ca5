import { access, constants, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { CliError } from '../cli-error'

/** Makes the data folder and says plainly when that cannot be. */
export async function openHome(home: string): Promise<void> {
  try {
    await mkdir(home, { recursive: true, mode: 0o711 })
    await access(home, constants.W_OK)
  } catch {
    throw new CliError(
      `Cannot write to ${home}. Make the folder writable or set SLIPWAY_HOME to another one. Nothing was changed.`,
    )
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function readPids(file: string): Promise<number[]> {
  try {
    const parsed: unknown = JSON.parse(await readFile(file, 'utf8'))
    return Array.isArray(parsed) ? parsed.filter((pid): pid is number => Number.isInteger(pid)) : []
  } catch {
    return []
  }
}

/** One `up` per data folder. Processes that a killed `up` left behind are stopped first. */
export async function lockHome(home: string): Promise<() => Promise<void>> {
  const lock = join(home, 'up.pid')
  const [owner] = await readPids(lock)
  if (owner !== undefined && owner !== process.pid && isAlive(owner))
    throw new CliError(
      `Slipway is running from this folder already (process ${owner}). Stop it first, or set SLIPWAY_HOME and PORT for a second one.`,
    )
  await stopLeftovers(home)
  await writeFile(lock, JSON.stringify([process.pid]))
  return () => rm(lock, { force: true })
}

async function stopLeftovers(home: string): Promise<void> {
  const children = await readPids(join(home, 'children.json'))
  const postmaster: number[] = await readFile(join(home, 'postgres/data/postmaster.pid'), 'utf8').then(
    (text) => [Number(text.split('\n')[0])],
    () => [],
  )
  const left = [...children, ...postmaster].filter((pid) => pid > 1 && isAlive(pid))
  if (left.length > 0) process.stderr.write('  Stopping what an earlier run left behind ...\n')
  for (const pid of left) kill(pid, postmaster.includes(pid) ? 'SIGINT' : 'SIGTERM')
  for (let i = 0; i < 50 && left.some(isAlive); i += 1) await delay(200)
  for (const pid of left.filter(isAlive)) kill(pid, 'SIGKILL')
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended between the look and the signal: that is what was wanted.
  }
}

/** A taken port is said before anything is started. */
export async function requireFreePort(host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const server = createServer()
    server.once('error', () =>
      reject(
        new CliError(
          `Port ${port} is taken. Stop what uses it, or choose another: PORT=3100 npm run up. Nothing was changed.`,
        ),
      ),
    )
    server.listen(port, host, () => server.close(() => resolve()))
  })
}
