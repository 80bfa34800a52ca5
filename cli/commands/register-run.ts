import type { Command } from 'commander'
import { type ApiClient, apiClient } from '../api-client'
import { CliError } from '../cli-error'
import { findModel, reportVerdict } from '../upload/report-verdict'

interface RunAnswer {
  name: string
  loggedModels: { modelId: string; status: string }[]
}

type Source = { loggedModelId: string } | { path: string }

/** The folder that was named, or the newest whole model that the run logged. */
async function sourceOf(api: ApiClient, runId: string, path: string | undefined): Promise<Source> {
  if (path !== undefined) return { path }
  const run = await api.get<RunAnswer>(`/registry/runs/${runId}`)
  const loggedModelId = run.loggedModels.filter((model) => model.status === 'READY').at(-1)?.modelId
  if (loggedModelId === undefined)
    throw new CliError(`${run.name} logged no model. Name a folder of its artifacts with --path.`)
  return { loggedModelId }
}

/** `slipway register-run RUN`: a version from what a run left behind, as the button of its page makes it. */
export function registerRegisterRun(program: Command): void {
  program
    .command('register-run')
    .description('register a model version from a run')
    .argument('<run>', 'run id, 32 hex digits')
    .requiredOption('--model <name>', 'model; created when it does not exist')
    .option('--path <folder>', 'folder of the run; left out, the model that it logged')
    .option('--description <text>', 'what this version is', '')
    .option('--api <url>', 'address of Slipway')
    .option('--token <token>', 'API token')
    .option('--json', 'one JSON line', false)
    .action(async (runId: string, options) => {
      const api = apiClient(options)
      const source = await sourceOf(api, runId, options.path)
      const known = await findModel(api, options.model)
      const { modelId, versionId } = await api.post<{ modelId: string; versionId: string }>(
        `/registry/runs/${runId}/versions`,
        { model: known ? { id: known.id } : { name: options.model }, source, description: options.description },
      )
      await reportVerdict(api, { modelName: options.model, modelId, versionId }, options.json)
    })
}
