import { join } from 'node:path'
import type { RunningPostgres } from '@/lib/server/embedded-postgres'
import { CliError } from '../cli-error'
import { buildWeb, isBuilt } from './build-web'
import { type Children, subcommand, supervise } from './children'
import { lockHome, openHome, requireFreePort } from './home'
import { step } from './progress'
import { readSettings, type UpSettings } from './settings'
import { until } from './until'

interface UpOptions {
  json: boolean
  dev: boolean
  demo: boolean
}

async function openDatabase(settings: UpSettings): Promise<{ url: string; server: RunningPostgres | null }> {
  if (settings.databaseUrl !== '') return { url: settings.databaseUrl, server: null }
  const { startEmbeddedPostgres } = await import('@/lib/server/embedded-postgres')
  const server = await step('PostgreSQL', () => startEmbeddedPostgres({ dir: join(settings.home, 'postgres') }))
  return { url: server.url, server }
}

/** Batches of predictions make many objects that die young: without room for them, a third of an ingest would be garbage collection. */
const ROOM_FOR_SHORT_LIVES = '--max-semi-space-size=64'

function startControlPlane(children: Children, settings: UpSettings, dev: boolean): void {
  const next = join('node_modules/next/dist/bin/next')
  const args = [next, dev ? 'dev' : 'start', '-p', String(settings.port), '-H', settings.host]
  children.start({ name: 'web', args: [ROOM_FOR_SHORT_LIVES, ...args] })
  children.start({ name: 'worker', args: subcommand('worker') })
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok
  } catch {
    return false
  }
}

/** Everything on one machine until Ctrl-C: database, web, worker, one agent, the demo and its traffic. */
export async function runUp(options: UpOptions): Promise<void> {
  const settings = readSettings()
  process.stderr.write('Slipway\n')
  await openHome(settings.home)
  const unlock = await lockHome(settings.home)
  let children: Children | null = null
  let server: RunningPostgres | null = null
  let stopped: Promise<void> | null = null
  const stop = () => {
    stopped ??= (async () => {
      process.stderr.write('\nStopping ...\n')
      await children?.stopAll()
      const { closeDatabase } = await import('@/lib/server/database')
      await closeDatabase()
      await server?.stop()
      await unlock()
      process.stderr.write('Stopped. Data stays in place.\n')
    })()
    return stopped
  }
  const takeSignals = () => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      // The PostgreSQL package listens too, and would end this process before anything else was stopped.
      process.removeAllListeners(signal)
      process.on(signal, () => void stop().then(() => process.exit(0)))
    }
  }
  takeSignals()
  try {
    await requireFreePort(settings.host, settings.port)
    const database = await openDatabase(settings)
    server = database.server
    takeSignals()
    const env = {
      DATABASE_URL: database.url,
      SLIPWAY_HOME: settings.home,
      SLIPWAY_PUBLIC_ORIGINS: process.env['SLIPWAY_PUBLIC_ORIGINS'] ?? settings.url,
      SLIPWAY_LOG_LEVEL: process.env['SLIPWAY_LOG_LEVEL'] ?? 'info',
      NODE_ENV: options.dev ? 'development' : 'production',
      NEXT_TELEMETRY_DISABLED: '1',
    }
    // From here on this process may load code that reads its environment.
    Object.assign(process.env, env)
    const { migrate } = await import('@/lib/server/migrate')
    await step('Database schema', () => migrate(database.url))
    if (!options.dev && !(await isBuilt())) await step('Building the web application (once)', buildWeb)
    children = supervise(settings.home, env)
    const plane = children
    startControlPlane(plane, settings, options.dev)
    await step('Web', () =>
      until('the web process', 90_000, () => answers(`http://${settings.host}:${settings.port}/readyz`)),
    )
    if (options.demo) {
      const { startDemo } = await import('./start-demo')
      await startDemo({ settings, children: plane, json: options.json })
    } else
      process.stdout.write(
        options.json ? `${JSON.stringify({ url: settings.url })}\n` : `\nSlipway is ready: ${settings.url}\n`,
      )
    await new Promise(() => undefined)
  } catch (error) {
    await stop()
    throw error instanceof CliError
      ? error
      : new CliError(error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
}
