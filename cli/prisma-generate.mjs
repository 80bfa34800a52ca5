// `prisma generate` only wants the schema engine's file to exist; pointing it at Node keeps it from the network.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const cli = fileURLToPath(new URL('../node_modules/prisma/build/index.js', import.meta.url))
const stampFile = join(root, 'prisma/generated/made-from')

/** Everything that decides what is generated. */
function stamp() {
  const hash = createHash('sha256')
  const schema = join(root, 'prisma/schema')
  const files = readdirSync(schema).map((name) => join(schema, name))
  for (const file of [...files.sort(), join(root, 'prisma.config.ts'), join(root, 'node_modules/prisma/package.json')])
    hash.update(`${file.slice(root.length)}\0`).update(readFileSync(file))
  return hash.digest('hex')
}

const wanted = stamp()
if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) process.exit(0)
const { status, stderr } = spawnSync(process.execPath, [cli, 'generate'], {
  cwd: root,
  env: {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  },
  encoding: 'utf8',
})
if (status !== 0) {
  process.stderr.write(stderr)
  process.exit(status ?? 1)
}
writeFileSync(stampFile, wanted)
