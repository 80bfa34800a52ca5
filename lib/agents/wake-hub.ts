import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { pool } from '@/lib/server/database'
import { env } from '@/lib/server/env'
import { log } from '@/lib/server/log'
import { beat } from './process-heartbeat'

const RECHECK_MS = 2000
const RECONNECT_MS = 1000
const HEARTBEAT_MS = 5000

const PENDING = `
  SELECT DISTINCT "agentId"::text AS id FROM "Command"
    WHERE "agentId"::text = ANY($1) AND state = 'QUEUED' AND "notBefore" <= now() AND "expiresAt" > now()
  UNION SELECT "agentId"::text FROM "DesiredState" WHERE "agentId"::text = ANY($1) AND "updatedAt" > now() - interval '6 s'
  UNION SELECT id::text FROM "Agent" WHERE id::text = ANY($1) AND state <> 'ACTIVE'`

/**
 * Wakes held polls: one LISTEN connection per process, and every 2 s one query for all that wait, so that a lost notification or a
 * restarted database only costs time. A wake-up promises nothing; the poll looks for itself.
 */
class WakeHub {
  private readonly waiting = new Map<string, Set<() => void>>()
  private readonly timers: NodeJS.Timeout[] = []
  private listener: pg.Client | null = null
  private isStopped = false

  start(): void {
    void this.listen()
    this.timers.push(setInterval(() => void this.recheck(), RECHECK_MS))
    this.timers.push(setInterval(() => void beat('web').catch(() => undefined), HEARTBEAT_MS))
    for (const timer of this.timers) timer.unref()
  }

  /** Registers before the caller looks, so that nothing that happens in between is missed. */
  subscribe(agentId: string): { wake: Promise<void>; renew(): Promise<void>; close(): void } {
    let resolve = () => {}
    const arm = () =>
      new Promise<void>((done) => {
        resolve = done
      })
    let wake = arm()
    const notify = () => resolve()
    const set = this.waiting.get(agentId) ?? new Set()
    this.waiting.set(agentId, set.add(notify))
    return {
      get wake() {
        return wake
      },
      renew: () => {
        wake = arm()
        return wake
      },
      close: () => {
        set.delete(notify)
        if (set.size === 0 && this.waiting.get(agentId) === set) this.waiting.delete(agentId)
      },
    }
  }

  async stop(): Promise<void> {
    this.isStopped = true
    for (const timer of this.timers) clearInterval(timer)
    await this.listener?.end().catch(() => undefined)
  }

  private wakeAgent(agentId: string): void {
    for (const notify of this.waiting.get(agentId) ?? []) notify()
  }

  private async listen(): Promise<void> {
    while (!this.isStopped) {
      const client = new pg.Client({
        connectionString: env.DATABASE_URL,
        application_name: 'slipway agent wake-up',
        keepAlive: true,
      })
      const ended = new Promise<void>((resolve) => client.once('end', () => resolve()))
      client.on('error', (error) => log.warn({ err: error.message }, 'wake-up connection lost'))
      client.on('notification', ({ payload }) => this.wakeAgent(payload ?? ''))
      try {
        await client.connect()
        await client.query('LISTEN slipway_agent')
        this.listener = client
        for (const agentId of this.waiting.keys()) this.wakeAgent(agentId)
        await ended
      } catch (error) {
        log.warn({ err: error instanceof Error ? error.message : String(error) }, 'wake-up connection failed')
        await client.end().catch(() => undefined)
      }
      if (!this.isStopped) await delay(RECONNECT_MS, undefined, { ref: false })
    }
  }

  private async recheck(): Promise<void> {
    const ids = [...this.waiting.keys()]
    if (ids.length === 0) return
    try {
      const { rows } = await pool().query<{ id: string }>(PENDING, [ids])
      for (const { id } of rows) this.wakeAgent(id)
    } catch (error) {
      log.debug({ err: error instanceof Error ? error.message : String(error) }, 'recheck of held polls failed')
    }
  }
}

const holder = globalThis as typeof globalThis & { slipwayWakeHub?: WakeHub }

/** The process's hub, started by its first poll; kept on globalThis because development reloads modules. */
export function wakeHub(): WakeHub {
  if (!holder.slipwayWakeHub) {
    holder.slipwayWakeHub = new WakeHub()
    holder.slipwayWakeHub.start()
  }
  return holder.slipwayWakeHub
}

export async function stopWakeHub(): Promise<void> {
  const hub = holder.slipwayWakeHub
  holder.slipwayWakeHub = undefined
  await hub?.stop()
}
