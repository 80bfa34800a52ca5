import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { env } from './env'

function isCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code
}

function read(path: string): Buffer | null {
  try {
    return Buffer.from(readFileSync(path, 'utf8').trim(), 'hex')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null
    throw error
  }
}

const cache = new Map<string, Buffer>()

/**
 * 256 random bits kept as hex in a 0600 file of the secrets folder, created on first use. Written aside and linked into place, so
 * that two processes starting together agree on one value and a crash leaves no half-written secret.
 */
export function secretFile(name: string): Buffer {
  const path = join(env.secretsDir, name)
  const known = cache.get(path)
  if (known) return known
  let value = read(path)
  if (value === null) {
    mkdirSync(env.secretsDir, { recursive: true, mode: 0o700 })
    const draft = `${path}.${randomBytes(6).toString('hex')}`
    writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 })
    chmodSync(draft, 0o600)
    try {
      linkSync(draft, path)
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error
    } finally {
      rmSync(draft, { force: true })
    }
    value = read(path)
  }
  if (value === null || value.length !== 32)
    throw new Error(`The secret file ${name} in the secrets folder is damaged. Restore it from a backup.`)
  cache.set(path, value)
  return value
}
