// Runs on a bare Node.js, before anything is installed: only node: imports here.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const MARKER = join(ROOT, 'node_modules', '.slipway-installed')

/** Stops with a clear message on a Node.js that is too old. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  process.stderr.write(`Slipway needs Node.js 20.19 or newer; this is ${process.versions.node}.\n`)
  process.exit(1)
}

/** Runs a program to its end with its output on stderr; answers the exit code. */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 2, 2], ...options })
    child.on('error', (error) => {
      process.stderr.write(`${command}: ${error.message}\n`)
      resolve(127)
    })
    child.on('exit', (code, signal) => resolve(signal ? 130 : (code ?? 1)))
  })
}

function lockDigest() {
  const hash = createHash('sha256').update(readFileSync(join(ROOT, 'package-lock.json')))
  hash
    .update(process.versions.node.split('.')[0] ?? '')
    .update(process.platform)
    .update(process.arch)
  return hash.digest('hex')
}

/** `npm ci` when node_modules is missing, half-installed or of another lock file; nothing otherwise. */
export async function ensureInstalled() {
  const digest = lockDigest()
  if (existsSync(MARKER) && readFileSync(MARKER, 'utf8') === digest) return
  process.stderr.write('Installing packages (npm ci) ...\n')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const code = await run(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  if (code !== 0) {
    process.stderr.write(
      'npm ci failed; nothing else was changed. Check the network or the folder, then run this again.\n',
    )
    process.exit(code)
  }
  writeFileSync(MARKER, digest)
}

/** Generates the database client when the schema is newer than what was generated. */
export async function ensureGenerated() {
  const code = await run(process.execPath, [join(ROOT, 'cli/prisma-generate.mjs')])
  if (code !== 0) process.exit(code)
}

/** Runs a TypeScript entry in the foreground, handing on signals, and answers its exit code. */
export function runEntry(entry, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, entry), ...args], {
      cwd: ROOT,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    })
    // The terminal sends Ctrl-C to the whole group; the entry stops by itself, this process only waits for it.
    process.on('SIGINT', () => undefined)
    process.on('SIGTERM', () => child.kill('SIGTERM'))
    child.on('exit', (code, signal) => resolve(signal ? 130 : (code ?? 1)))
  })
}
