import type { Command } from 'commander'
import { type ApiOptions, apiBase, print } from '../api-client'
import { CliError } from '../cli-error'
import type { Summary } from '../import-mlflow/report'

interface ImportCommand extends ApiOptions {
  from: string
  fromToken?: string
  fromUser?: string
  fromPassword?: string
  workspace?: string
  experiments?: string[]
  models?: string[]
  json: boolean
}

/** How the other server is asked, under the names that its own clients use for it. */
function sourceHeaders({ fromToken, fromUser, fromPassword }: ImportCommand): Record<string, string> {
  const token = fromToken ?? process.env['MLFLOW_TRACKING_TOKEN']
  if (token) return { authorization: `Bearer ${token}` }
  const user = fromUser ?? process.env['MLFLOW_TRACKING_USERNAME']
  if (!user) return {}
  const password = fromPassword ?? process.env['MLFLOW_TRACKING_PASSWORD'] ?? ''
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` }
}

function text({ imported, already, problems }: Summary): string {
  const lines = Object.entries(imported).map(([kind, count]) => {
    const before = already[kind as keyof typeof already]
    return `${kind}: ${count}${before ? ` (${before} were here)` : ''}`
  })
  return [...lines, ...problems.map(({ what, why }) => `Not imported: ${what}: ${why}`)].join('\n')
}

/** `slipway import mlflow --from URL`. */
export function registerImport(program: Command): void {
  program
    .command('import')
    .description('take over what another system keeps')
    .command('mlflow')
    .description(
      'experiments, runs, files and registered models of an MLflow server; started again it goes on where it stopped',
    )
    .requiredOption('--from <url>', 'address of the MLflow server')
    .option('--from-token <token>', 'token for it (or MLFLOW_TRACKING_TOKEN)')
    .option('--from-user <name>', 'user name for it (or MLFLOW_TRACKING_USERNAME)')
    .option('--from-password <password>', 'password for it (or MLFLOW_TRACKING_PASSWORD)')
    .option('--workspace <name>', 'the workspace that the token is expected to belong to')
    .option('--experiments <names...>', 'only these experiments; * and ? stand for any text and any character')
    .option('--models <names...>', 'only these models')
    .option('--api <url>', 'address of Slipway')
    .option('--token <token>', 'API token of Slipway')
    .option('--json', 'one JSON line', false)
    .action(async (options: ImportCommand) => {
      const token = options.token ?? process.env['SLIPWAY_TOKEN']
      if (!token) throw new CliError('No API token. Set SLIPWAY_TOKEN (Settings, API tokens) or pass --token.')
      if (!URL.canParse(options.from))
        throw new CliError(`--from ${options.from} is not an address such as https://mlflow.example.`)
      const { runImport } = await import('../import-mlflow/run-import')
      const here = {
        authorization: `Bearer ${token}`,
        ...(options.workspace ? { 'x-mlflow-workspace': options.workspace } : {}),
      }
      const summary = await runImport({
        from: { url: options.from.replace(/\/+$/, ''), headers: sourceHeaders(options) },
        to: { url: apiBase(options), headers: here },
        experiments: options.experiments ?? [],
        models: options.models ?? [],
        say: (line) => process.stderr.write(`${line}\n`),
      })
      print(options.json, summary, text(summary))
      if (summary.problems.length > 0) process.exitCode = 2
    })
}
