import pg from 'pg'
import { env } from '@/lib/server/env'
import { log } from '@/lib/server/log'

/** Runs a loop's body at most once at a time across all workers: whoever holds the advisory lock works, the rest wait for their next turn. */
async function runAlone(client: pg.Client, name: string, body: () => Promise<void>): Promise<void> {
  const { rows } = await client.query('SELECT pg_try_advisory_lock(hashtextextended($1, 1)) AS mine', [name])
  if (rows[0]?.mine !== true) return
  try {
    await body()
  } finally {
    await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 1))', [name])
  }
}

async function connect(onLost: () => void): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: env.DATABASE_URL, connectionTimeoutMillis: 10_000 })
  client.on('error', onLost)
  await client.connect()
  return client
}

/** Calls `body` again and again, `everyMs` apart, until the answered function is called. A failure costs one turn. */
export function startLoop(name: string, everyMs: number, body: () => Promise<void>): () => Promise<void> {
  let stopping = false
  let timer: NodeJS.Timeout | null = null
  let client: pg.Client | null = null

  async function turn(): Promise<void> {
    try {
      client ??= await connect(() => {
        client = null
      })
      await runAlone(client, name, body)
    } catch (error) {
      const err = error instanceof Error ? error.message : String(error)
      log.warn({ loop: name, err }, 'loop failed; it tries again')
      // A connection in doubt is given back: its lock goes with it, and none is left open behind.
      const doubtful = client
      client = null
      await doubtful?.end().catch(() => undefined)
    }
    if (!stopping)
      timer = setTimeout(() => {
        current = turn()
      }, everyMs)
  }

  let current = turn()
  return async () => {
    stopping = true
    if (timer) clearTimeout(timer)
    await current
    await client?.end().catch(() => undefined)
  }
}
