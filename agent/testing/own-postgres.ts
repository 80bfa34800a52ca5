import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { freePort, type RunningPostgres, startEmbeddedPostgres } from '@/lib/server/embedded-postgres'
import { migrate } from '@/lib/server/migrate'

const START_MS = 30_000

/** A PostgreSQL for one test that may be killed and comes back on the same port, durable as in production; migrated. */
export async function ownPostgres() {
  const dir = mkdtempSync(join(tmpdir(), 'slipway-own-postgres-'))
  const port = await freePort()
  let server: RunningPostgres = await startEmbeddedPostgres({ dir, port })
  const admin = new pg.Client({ connectionString: server.url })
  await admin.connect()
  await admin.query('CREATE DATABASE slipway')
  await admin.end()
  const url = server.url.replace(/\/postgres$/, '/slipway')
  await migrate(url)

  /** Its orphaned backends need a moment to notice; until they have gone a new server refuses to start. */
  async function restart(): Promise<void> {
    const end = performance.now() + START_MS
    for (;;) {
      try {
        server = await startEmbeddedPostgres({ dir, port })
        return
      } catch (error) {
        if (performance.now() > end) throw error
        await pause(50)
      }
    }
  }
  return {
    url,
    async killAndRestart(): Promise<void> {
      const pid = Number(readFileSync(join(dir, 'data/postmaster.pid'), 'utf8').split('\n')[0])
      process.kill(pid, 'SIGKILL')
      await restart()
    },
    stop: () => server.stop(),
  }
}
