// `npm run db:migration -- NAME [REF]`: the SQL between the schema at a git revision (HEAD when left out) and the schema files as they stand.
import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '@/lib/server/embedded-postgres'
import { migrationSql } from '@/lib/server/migrate'

const [name, revision = 'HEAD'] = process.argv.slice(2)
if (name === undefined || !/^[a-z0-9_]+$/.test(name)) throw new Error('Give the migration a name of a-z, 0-9 and _.')

const git = (...args: string[]) => execFileSync('git', args, { cwd: import.meta.dirname, encoding: 'utf8' })
const before = git('ls-tree', '--name-only', revision, 'schema/')
  .split('\n')
  .filter((path) => path.endsWith('.prisma'))
  .map((path): [string, string] => [path, git('show', `${revision}:./${path}`)])

const server = await startEmbeddedPostgres({ dir: await mkdtemp(join(tmpdir(), 'slipway-sql-')), throwAway: true })
try {
  const sql = await migrationSql(server.url, before)
  const migrations = join(import.meta.dirname, 'migrations')
  const last =
    (await readdir(migrations))
      .filter((entry) => /^\d{4}_/.test(entry))
      .sort()
      .at(-1) ?? '0000'
  const folder = join(migrations, `${String(Number(last.slice(0, 4)) + 1).padStart(4, '0')}_${name}`)
  await mkdir(folder)
  await writeFile(join(folder, 'migration.sql'), sql)
  process.stdout.write(`Wrote ${folder}/migration.sql. Read it before you commit it.\n`)
} finally {
  await server.stop()
}
