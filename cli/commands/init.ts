import { print } from '../api-client'
import { CliError } from '../cli-error'

interface InitOptions {
  workspace: string
  ownerEmail: string
  ownerName: string
  policy: string
  json: boolean
}

/** `slipway init`: the first workspace and its first person, made beside the database because nobody can sign in yet. */
export async function runInit(options: InitOptions): Promise<void> {
  if (!process.env['DATABASE_URL'])
    throw new CliError('Set DATABASE_URL to the database of this installation, and run slipway migrate first.')
  const { createWorkspace } = await import('@/lib/identity/use-cases/create-workspace')
  const { AppError } = await import('@/lib/kernel/app-error')
  const { closeDatabase } = await import('@/lib/server/database')
  const { runCommand } = await import('@/lib/server/run-command')
  const permissions = ['identity:create-workspace' as const]
  const principal = { kind: 'job' as const, id: 'cli.init', name: 'cli.init', permissions }
  const owner = { email: options.ownerEmail, name: options.ownerName }
  const input = { slug: options.workspace, name: options.workspace, productionPolicy: options.policy, owner }
  try {
    const made = await runCommand(createWorkspace, { principal, workspace: null, input })
    const facts = { workspace: made.slug, email: owner.email, password: made.owner?.password, token: made.owner?.token }
    const password = facts.password ?? 'the one this account has already'
    print(
      options.json,
      facts,
      `Workspace ${facts.workspace}\nSign in as ${facts.email}\nPassword   ${password}\nToken      ${facts.token}\nPassword and token are shown this once.`,
    )
  } catch (error) {
    throw error instanceof AppError ? new CliError(error.message) : error
  } finally {
    await closeDatabase()
  }
}
