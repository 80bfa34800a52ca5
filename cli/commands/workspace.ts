import type { Command } from 'commander'
import { apiClient, print } from '../api-client'

/** `slipway workspace create NAME`: a fresh, empty workspace and a token for it. */
export function registerWorkspace(program: Command): void {
  const workspace = program.command('workspace').description('manage workspaces')
  workspace
    .command('create')
    .argument('<name>', 'lower-case letters, digits and hyphens')
    .option('--api <url>', 'address of Slipway')
    .option('--token <token>', 'API token of a platform admin')
    .option('--json', 'one JSON line', false)
    .description('create a fresh, empty workspace and print a token for it')
    .action(async (name: string, options: { api?: string; token?: string; json: boolean }) => {
      const answer = await apiClient(options).post<{ slug: string; token: string | null }>('/identity/workspaces', {
        slug: name,
        name,
      })
      print(
        options.json,
        { workspace: answer.slug, token: answer.token },
        `Workspace ${answer.slug}\nToken ${answer.token ?? 'none'}`,
      )
    })
}
