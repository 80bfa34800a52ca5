import { resolve } from 'node:path'
import { CliError } from '../cli-error'

export interface UpSettings {
  home: string
  host: string
  port: number
  url: string
  databaseUrl: string
}

const ROOT = resolve(import.meta.dirname, '../..')

/** What `up` takes from its environment. */
export function readSettings(): UpSettings {
  const port = Number(process.env['PORT'] ?? '3000')
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new CliError(`PORT must be a port number, not ${process.env['PORT']}.`)
  return {
    home: resolve(process.env['SLIPWAY_HOME'] ?? resolve(ROOT, '.slipway')),
    host: process.env['HOST'] ?? '127.0.0.1',
    port,
    url: `http://localhost:${port}`,
    databaseUrl: process.env['DATABASE_URL'] ?? '',
  }
}
