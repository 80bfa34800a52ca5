import { defineQuery } from '@/lib/server/operation'
import { compareLogged } from '../domain/compare-runs'
import { compareRunsInput, runComparison } from '../run-contract'
import { needRunUuid, readRuns, runNotFound } from '../store/read-runs'

/** Runs side by side; what differs first. */
export const compareRuns = defineQuery({
  name: 'registry.compare-runs',
  permission: 'registry:read',
  input: compareRunsInput,
  output: runComparison,
  async run({ db, workspace }, { runIds }) {
    const runs = await readRuns(db, workspace.id, runIds.map(needRunUuid))
    const missing = runIds.find((id) => !runs.some((run) => run.runId === id))
    if (missing !== undefined) throw runNotFound(missing)
    return {
      runs,
      params: compareLogged(runs.map((run) => run.params)),
      metrics: compareLogged(runs.map((run) => run.metrics)),
      tags: compareLogged(runs.map((run) => run.tags.filter(({ key }) => !key.startsWith('mlflow.')))),
    }
  },
})
