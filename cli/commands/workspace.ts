import type { Command } from 'commander'
import { type ApiOptions, print } from '../api-client'
import { CliError } from '../cli-error'
import { readSettings } from '../up/settings'
import { withSession } from '../with-session'
import { makeWorkspace } from './make-workspace'

interface CreateOptions extends ApiOptions {
  email?: string
  workspace?: string
  ownerEmail?: string
  json: boolean
}

interface Made {
  slug: string
  owner: { token: string } | null
}

/** Who can reach the database is an administrator of this installation; everybody else signs in. */
async function databaseAddress(): Promise<string | null> {
  const { databaseUrl, home } = readSettings()
  if (databaseUrl !== '') return databaseUrl
  const { runningPostgresUrl } = await import('@/lib/server/embedded-postgres')
  return runningPostgresUrl(`${home}/postgres`)
}

async function create(name: string, options: CreateOptions): Promise<Made> {
  const owner = {
    email: options.ownerEmail ?? options.email ?? `owner@${name}.slipway.test`,
    name: 'Owner',
    password: null,
  }
  const input = { slug: name, name, owner }
  if (options.email !== undefined)
    return withSession({ ...options, email: options.email }, (api) => api.post<Made>('/identity/workspaces', input))
  const address = await databaseAddress()
  if (address === null)
    throw new CliError(
      'Slipway is not running from this folder. Sign in as a platform admin (--email), or set DATABASE_URL.',
    )
  process.env['DATABASE_URL'] = address
  return makeWorkspace(input)
}

/** `slipway workspace create NAME`: a fresh, empty workspace and a token for it. */
export function registerWorkspace(program: Command): void {
  program
    .command('workspace')
    .description('manage workspaces')
    .command('create')
    .description('create a fresh, empty workspace and print a token for it')
    .argument('<name>', 'lower-case letters, digits and hyphens')
    .option('--email <address>', 'platform admin who signs in; without it, through the database of this machine')
    .option('--workspace <name>', 'where that admin is one, for people who are in several')
    .option('--owner-email <address>', 'first person of the new workspace, who holds every role there')
    .option('--api <url>', 'address of Slipway')
    .option('--json', 'one JSON line', false)
    .action(async (name: string, options: CreateOptions) => {
      const made = await create(name, options)
      const token = made.owner?.token ?? null
      print(options.json, { workspace: made.slug, token }, `Workspace ${made.slug}\nToken ${token ?? 'none'}`)
    })
}
