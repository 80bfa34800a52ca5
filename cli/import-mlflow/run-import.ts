import { CliError } from '../cli-error'
import { attempt } from './attempt'
import { fits } from './glob'
import { importExperiment } from './import-experiment'
import { importModel } from './import-model'
import { MlflowServer, WireRefusal } from './mlflow-server'
import { Report, type Summary } from './report'
import type { Import } from './scope'
import type { WireExperiment, WireModel } from './wire'

const PROMPT = 'mlflow.prompt.is_prompt'

export interface ImportOptions {
  from: { url: string; headers: Record<string, string> }
  to: { url: string; headers: Record<string, string> }
  /** Names of experiments and models, with `*` and `?`; all of them where there are none. */
  experiments: readonly string[]
  models: readonly string[]
  say(line: string): void
}

async function postJson(to: ImportOptions['to'], path: string, body: object): Promise<void> {
  const server = new MlflowServer(to.url, to.headers)
  await server.send('POST', `/api/v1${path}`, {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

/** A token that may not read, or of another workspace, is said once and at once. */
async function requireWelcome({ to }: Import): Promise<void> {
  try {
    await to.get('experiments/get', { experiment_id: '0' })
  } catch (error) {
    if (error instanceof WireRefusal) throw new CliError(`${to.url} does not let this token in: ${error.message}`)
    throw error
  }
}

/** Brings experiments, runs and registered models over. Started again it goes on where it stopped: what is here says so itself. */
export async function runImport({ from, to, experiments, models, say }: ImportOptions): Promise<Summary> {
  const report = new Report(from.url, say)
  const scope: Import = {
    from: new MlflowServer(from.url, from.headers),
    to: new MlflowServer(to.url, to.headers),
    report,
    runs: new Map(),
    loggedModels: new Map(),
    command: (path, body) => postJson(to, path, body),
  }
  await requireWelcome(scope)
  const asked = { max_results: 1000, view_type: 'ACTIVE_ONLY' }
  for await (const experiment of scope.from.pages<WireExperiment>('experiments/search', 'experiments', asked, 'POST'))
    if (fits(experiment.name, experiments))
      await attempt(report, `experiment ${experiment.name}`, () => importExperiment(scope, experiment))
  for await (const model of scope.from.pages<WireModel>(
    'registered-models/search',
    'registered_models',
    { max_results: 100 },
    'GET',
  )) {
    if (!fits(model.name, models)) continue
    if (model.tags?.some(({ key, value }) => key === PROMPT && value === 'true'))
      report.problem(`prompt ${model.name}`, 'Slipway keeps no prompts')
    else await attempt(report, `model ${model.name}`, () => importModel(scope, model))
  }
  const summary = report.summary()
  const counts = { ...summary.imported }
  // An import that was killed could not say what it had brought; the one that finds it here does.
  if ([...Object.values(counts), ...Object.values(summary.already)].some((count) => count > 0))
    await scope.command('/registry/imports', { source: from.url, counts, problemCount: summary.problems.length })
  return summary
}
