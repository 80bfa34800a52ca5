import { attempt } from './attempt'
import { importLoggedModels } from './import-logged-model'
import { createRun, fillRun } from './import-run'
import { WireRefusal } from './mlflow-server'
import { DONE_TAG, fitting, type Import, importedId, inTurns, marks, tagsOf } from './scope'
import type { WireExperiment, WireRun } from './wire'

const LANES = 4

/** The experiment of the same name here; made where there is none. */
async function findOrCreate(scope: Import, { name, tags }: WireExperiment): Promise<string> {
  const { to, report } = scope
  try {
    const found = await to.get<{ experiment: WireExperiment }>('experiments/get-by-name', { experiment_name: name })
    return found.experiment.experiment_id
  } catch (error) {
    if (!(error instanceof WireRefusal) || error.code !== 'RESOURCE_DOES_NOT_EXIST') throw error
  }
  const kept = [...fitting(scope, `experiment ${name}`, tags, 5000), ...marks(scope, name)]
  const made = await to.post<{ experiment_id: string }>('experiments/create', { name, tags: kept })
  report.count('experiments')
  return made.experiment_id
}

async function runsOf(scope: Import, side: 'from' | 'to', experimentId: string): Promise<WireRun[]> {
  const asked = { experiment_ids: [experimentId], max_results: 1000, order_by: ['attributes.start_time ASC'] }
  const runs: WireRun[] = []
  for await (const run of scope[side].pages<WireRun>('runs/search', 'runs', asked, 'POST')) runs.push(run)
  return runs
}

/** An experiment with its runs and logged models. Runs come first, so that whatever names a run finds it. */
export async function importExperiment(scope: Import, experiment: WireExperiment): Promise<void> {
  const { report } = scope
  const experimentId = await findOrCreate(scope, experiment)
  const complete = new Set<string>()
  for (const run of await runsOf(scope, 'to', experimentId)) {
    const id = importedId(scope, run.data?.tags)
    if (id === undefined) continue
    scope.runs.set(id, { runId: run.info.run_id, experimentId })
    if (tagsOf(run.data?.tags).has(DONE_TAG)) complete.add(id)
  }
  const runs = await runsOf(scope, 'from', experiment.experiment_id)
  report.progress(`experiment ${experiment.name}: ${runs.length} runs, ${complete.size} of them here already`)
  for (const run of runs) {
    if (complete.has(run.info.run_id)) report.skip('runs')
    else if (!scope.runs.has(run.info.run_id))
      await attempt(report, `run ${run.info.run_id}`, () => createRun(scope, run, experimentId))
  }
  await importLoggedModels(scope, experiment.experiment_id, experimentId)
  const open = runs.filter(({ info }) => !complete.has(info.run_id) && scope.runs.has(info.run_id))
  let done = 0
  await inTurns(open, LANES, async ({ info }) => {
    await attempt(report, `run ${info.run_id}`, () => fillRun(scope, info.run_id))
    done += 1
    if (done % 25 === 0 || done === open.length)
      report.progress(`experiment ${experiment.name}: ${done} of ${open.length} runs`)
  })
}
