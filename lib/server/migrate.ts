import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'

const require = createRequire(import.meta.url)
const ROOT = join(import.meta.dirname, '../..')

interface Engine {
  diff(input: unknown): Promise<{ stdout?: string }>
  applyMigrations(input: unknown): Promise<{ appliedMigrationNames: string[] }>
  close(): Promise<void>
}

async function schemaFiles(): Promise<[string, string][]> {
  const dir = join(ROOT, 'prisma/schema')
  const names = (await readdir(dir)).filter((name) => name.endsWith('.prisma')).sort()
  return Promise.all(
    names.map(async (name): Promise<[string, string]> => [name, await readFile(join(dir, name), 'utf8')]),
  )
}

// The adapter cuts scripts at every semicolon, which breaks function bodies; PostgreSQL itself takes a script whole, as one
// implicit transaction.
function wholeScripts(factory: PrismaPg, url: string): PrismaPg {
  const connect = factory.connect.bind(factory)
  factory.connect = async () => {
    const adapter = await connect()
    adapter.executeScript = async (script) => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      try {
        await client.query(script)
      } finally {
        await client.end()
      }
    }
    return adapter
  }
  return factory
}

// Prisma's own schema engine is a native program fetched from the network on first use; the same engine as WebAssembly comes with
// the package, so that migrations need nothing but what npm installed.
async function openEngine(url: string): Promise<Engine> {
  const entry = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const bg = await import(entry)
  const wasm = await readFile(join(dirname(entry), 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': bg })
  bg.__wbg_set_wasm(instance.exports)
  const start: unknown = instance.exports['__wbindgen_start']
  if (typeof start === 'function') start()
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  const factory = bindMigrationAwareSqlAdapterFactory(
    wholeScripts(new PrismaPg(pool, { disposeExternalPool: false }), url),
  )
  const engine = await bg.SchemaEngine.new({ datamodels: await schemaFiles() }, () => undefined, factory)
  return {
    diff: (input) => engine.diff(input),
    applyMigrations: (input) => engine.applyMigrations(input),
    async close() {
      engine.free()
      await pool.end()
    },
  }
}

/** SQL that turns a database of the given schema files (name and text; none at all: an empty one) into one of today's. */
export async function migrationSql(url: string, before: readonly [string, string][]): Promise<string> {
  const engine = await openEngine(url)
  const datamodel = (files: readonly [string, string][]) => ({
    tag: 'schemaDatamodel',
    files: files.map(([path, content]) => ({ path, content })),
  })
  try {
    const { stdout } = await engine.diff({
      from: before.length === 0 ? { tag: 'empty' } : datamodel(before),
      to: datamodel(await schemaFiles()),
      script: true,
      shadowDatabaseUrl: null,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    })
    return stdout ?? ''
  } finally {
    await engine.close()
  }
}

/** Applies prisma/migrations in name order, then the job queue's own schema. Repeatable; returns the names applied now. */
export async function migrate(url: string): Promise<string[]> {
  const dir = join(ROOT, 'prisma/migrations')
  const names = (await readdir(dir, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
  const migrationDirectories = await Promise.all(
    names.sort().map(async (name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: await readFile(join(dir, name, 'migration.sql'), 'utf8') },
      },
    })),
  )
  const engine = await openEngine(url)
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: {
        baseDir: dir,
        lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"' },
        shadowDbInitScript: '',
        migrationDirectories,
      },
      filters: { externalTables: [], externalEnums: [] },
    })
    await runMigrations({ connectionString: url })
    return appliedMigrationNames
  } finally {
    await engine.close()
  }
}
