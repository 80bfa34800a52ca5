import { stat } from 'node:fs/promises'
import { env } from '@/lib/server/env'
import { log } from '@/lib/server/log'
import { loadOsvDatabase, type OsvDatabase } from './osv-database'

export type ConfiguredDatabase =
  | { state: 'not-configured' }
  | { state: 'not-readable' }
  | { state: 'ready'; database: OsvDatabase }

let loaded: { identity: string; answer: Promise<ConfiguredDatabase> } | null = null

async function load(path: string): Promise<ConfiguredDatabase> {
  try {
    return { state: 'ready', database: await loadOsvDatabase(path) }
  } catch (error) {
    log.error({ err: error, path }, 'SLIPWAY_OSV_FILE cannot be used: no vulnerability is looked up')
    return { state: 'not-readable' }
  }
}

/** The database that the configuration names, read again when the file has changed. Readers who come meanwhile wait for one reading. */
export async function configuredDatabase(): Promise<ConfiguredDatabase> {
  const path = env.SLIPWAY_OSV_FILE
  if (path === undefined || path === '') return { state: 'not-configured' }
  const facts = await stat(path).catch(() => null)
  const identity = `${path} ${facts?.mtimeMs} ${facts?.size} ${facts?.ino}`
  if (loaded?.identity !== identity) loaded = { identity, answer: load(path) }
  return loaded.answer
}
