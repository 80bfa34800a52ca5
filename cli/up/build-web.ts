import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { CliError } from '../cli-error'

const ROOT = resolve(import.meta.dirname, '../..')
const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema',
  'proxy.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
]
const MARKER = join(ROOT, '.next/slipway-sources')

async function filesBelow(path: string): Promise<string[]> {
  const entries = await readdir(join(ROOT, path), { withFileTypes: true }).catch(() => null)
  if (entries === null) return existsSync(join(ROOT, path)) ? [path] : []
  const nested = await Promise.all(
    entries.map((entry) => (entry.isDirectory() ? filesBelow(`${path}/${entry.name}`) : [`${path}/${entry.name}`])),
  )
  return nested.flat()
}

async function sourcesDigest(): Promise<string> {
  const hash = createHash('sha256')
  const files = (await Promise.all(SOURCES.map(filesBelow))).flat().filter((file) => !/\.test\.tsx?$/.test(file))
  for (const file of files.sort()) hash.update(file).update(await readFile(join(ROOT, file)))
  return hash.digest('hex')
}

/** True when the production build on disk was made from these very sources. */
export async function isBuilt(): Promise<boolean> {
  const built = await readFile(MARKER, 'utf8').catch(() => '')
  return built === (await sourcesDigest()) && existsSync(join(ROOT, '.next/BUILD_ID'))
}

/** `next build`; the marker is written last, so a build that was cut off is made again. */
export async function buildWeb(): Promise<void> {
  await rm(MARKER, { force: true })
  const digest = await sourcesDigest()
  const code = await new Promise<number>((done) => {
    const child = spawn(process.execPath, [join(ROOT, 'node_modules/next/dist/bin/next'), 'build'], {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 2],
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    })
    child.on('exit', (exit) => done(exit ?? 1))
  })
  if (code !== 0)
    throw new CliError('The web application could not be built. Its messages stand above; nothing else was changed.')
  await writeFile(MARKER, digest)
}
