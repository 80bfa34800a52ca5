import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '@/lib/server/embedded-postgres'
import { migrate } from '@/lib/server/migrate'

/** Runs a measurement on a migrated PostgreSQL and a data folder of its own, both gone afterwards. Load what reads the environment inside. */
export async function withDatabase<T>(measure: () => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'slipway-bench-'))
  const postgres = await startEmbeddedPostgres({ dir, throwAway: true })
  process.env['DATABASE_URL'] = postgres.url
  process.env['SLIPWAY_HOME'] = join(dir, 'home')
  process.env['SLIPWAY_LOG_LEVEL'] = 'error'
  try {
    await migrate(postgres.url)
    return await measure()
  } finally {
    await (await import('@/lib/server/database')).closeDatabase()
    await postgres.stop()
    await rm(dir, { recursive: true, force: true })
  }
}
