import pg from 'pg'
import { z } from 'zod'
import { env } from './env'
import { log } from './log'

const wakeSchema = z.object({ workspaceId: z.string(), room: z.string() })
export type Wake = z.output<typeof wakeSchema>
/** `null`: the connection was away; anything may have changed. */
export type LiveListener = (wake: Wake | null) => void

const FIRST_BACKOFF_MS = 250
const MAX_BACKOFF_MS = 10_000
const PING_MS = 20_000

/**
 * One LISTEN connection for all live screens of this process. A lost connection is opened again with growing pauses; after it came
 * back every listener hears `null`, because notifications of the gap are gone.
 */
export class LiveHub {
  private readonly listeners = new Set<LiveListener>()
  private client: pg.Client | null = null
  private retry: NodeJS.Timeout | null = null
  private backoffMs = FIRST_BACKOFF_MS
  private wasConnected = false

  constructor(private readonly url: string) {}

  subscribe(listener: LiveListener): () => void {
    this.listeners.add(listener)
    if (this.client === null && this.retry === null) void this.connect()
    return () => this.listeners.delete(listener)
  }

  async close(): Promise<void> {
    if (this.retry) clearTimeout(this.retry)
    this.listeners.clear()
    const client = this.client
    this.client = null
    client?.removeAllListeners('end')
    await client?.end()
  }

  private async connect(): Promise<void> {
    this.retry = null
    const client = new pg.Client({ connectionString: this.url, keepAlive: true, connectionTimeoutMillis: 5000 })
    this.client = client
    let isLost = false
    const lose = () => {
      if (isLost) return
      isLost = true
      clearInterval(ping)
      client.end().catch(() => undefined)
      if (this.client === client) this.reconnectLater()
    }
    // A connection that died without a word is noticed by asking it.
    const ping = setInterval(() => client.query('SELECT 1').catch(lose), PING_MS)
    ping.unref()
    client.on('error', lose)
    client.on('end', lose)
    client.on('notification', (message) => this.forward(message.payload ?? ''))
    try {
      await client.connect()
      await client.query('LISTEN slipway_live')
      this.backoffMs = FIRST_BACKOFF_MS
      if (this.wasConnected) this.tell(null)
      this.wasConnected = true
    } catch {
      lose()
    }
  }

  private reconnectLater(): void {
    this.client = null
    if (this.listeners.size === 0) return
    log.warn({ retryInMs: this.backoffMs }, 'live connection lost')
    this.retry = setTimeout(() => void this.connect(), this.backoffMs)
    this.backoffMs = Math.min(MAX_BACKOFF_MS, this.backoffMs * 2)
  }

  private forward(payload: string): void {
    try {
      this.tell(wakeSchema.parse(JSON.parse(payload)))
    } catch {
      log.warn({}, 'a live notification could not be read')
    }
  }

  private tell(wake: Wake | null): void {
    for (const listener of this.listeners) listener(wake)
  }
}

const holder = globalThis as typeof globalThis & { slipwayLiveHub?: LiveHub }

/** The hub of this process (kept on globalThis: development reloads modules). */
export function liveHub(): LiveHub {
  holder.slipwayLiveHub ??= new LiveHub(env.DATABASE_URL)
  return holder.slipwayLiveHub
}
