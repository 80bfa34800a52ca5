import { print } from '../api-client'
import { CliError } from '../cli-error'
import { makeWorkspace } from './make-workspace'

interface InitOptions {
  workspace: string
  ownerEmail: string
  ownerName: string
  policy: 'solo' | 'four-eyes'
  json: boolean
}

/** `slipway init`: the first workspace and its first person, made beside the database because nobody can sign in yet. */
export async function runInit(options: InitOptions): Promise<void> {
  if (!process.env['DATABASE_URL'])
    throw new CliError('Set DATABASE_URL to the database of this installation, and run slipway migrate first.')
  const owner = { email: options.ownerEmail, name: options.ownerName }
  const input = { slug: options.workspace, name: options.workspace, productionPolicy: options.policy, owner }
  const made = await makeWorkspace(input)
  const facts = { workspace: made.slug, email: owner.email, password: made.owner?.password, token: made.owner?.token }
  const password = facts.password ?? 'the one this account has already'
  print(
    options.json,
    facts,
    `Workspace ${facts.workspace}\nSign in as ${facts.email}\nPassword   ${password}\nToken      ${facts.token}\nPassword and token are shown this once.`,
  )
}
