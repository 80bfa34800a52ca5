import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'

/**
 * Clones the migrated template into a database of this test file's own and points the process at it. Call it at the top of the
 * file with `await`, before importing anything that reads `env` (use dynamic imports for those).
 */
export async function useTestDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const adminUrl = inject('postgresUrl')
  const name = `t_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  // Cloning needs the template free of sessions; parallel files take turns.
  await admin.query('SELECT pg_advisory_lock(4711)')
  await admin.query(`CREATE DATABASE ${name} TEMPLATE slipway_template`)
  await admin.end()
  const url = adminUrl.replace(/\/postgres$/, `/${name}`)
  process.env['DATABASE_URL'] = url
  process.env['SLIPWAY_HOME'] = mkdtempSync(join(tmpdir(), 'slipway-home-'))
  process.env['SLIPWAY_LOG_LEVEL'] ??= 'silent'
  return {
    url,
    async drop() {
      const { closeDatabase } = await import('../database')
      await closeDatabase()
      const client = new pg.Client({ connectionString: adminUrl })
      await client.connect()
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
      await client.end()
    },
  }
}
