import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '@/lib/server/embedded-postgres'
import { initialSql } from '@/lib/server/migrate'

const server = await startEmbeddedPostgres({ dir: await mkdtemp(join(tmpdir(), 'slipway-sql-')), throwAway: true })
try {
  const dir = join(import.meta.dirname, 'migrations/0001_init')
  await mkdir(dir, { recursive: true })
  await writeFile(join(dir, 'migration.sql'), await initialSql(server.url))
} finally {
  await server.stop()
}
