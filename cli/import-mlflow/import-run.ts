import { copyFiles, type FileSource, walk } from './copy-files'
import { DONE_TAG, fitting, type Import, marks, tagsOf } from './scope'
import type { WireMetric, WireRun } from './wire'

const METRICS_PER_BATCH = 1000
const PAIRS_PER_BATCH = 100
const POINTS_PER_PAGE = 25_000
const PARENT = 'mlflow.parentRunId'

/** The run itself; what it logged comes afterwards. Its tags say which run it is, so that it is made once. */
export async function createRun(scope: Import, { info, data }: WireRun, experimentId: string): Promise<void> {
  const tags = fitting(scope, `run ${info.run_id}`, data?.tags, 8000)
  const made = await scope.to.post<{ run: WireRun }>('runs/create', {
    experiment_id: experimentId,
    run_name: info.run_name,
    user_id: info.user_id,
    start_time: info.start_time,
    tags: [...tags, ...marks(scope, info.run_id)],
  })
  scope.runs.set(info.run_id, { runId: made.run.info.run_id, experimentId })
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size))
}

/** Every point of every metric; sending one again changes nothing. */
async function copyMetrics(scope: Import, run: WireRun, runId: string): Promise<void> {
  const { from, to, report, loggedModels } = scope
  for (const key of new Set(run.data?.metrics?.map((metric) => metric.key))) {
    const asked = { run_id: run.info.run_id, metric_key: key, max_results: POINTS_PER_PAGE }
    let waiting: WireMetric[] = []
    const flush = async () => {
      if (waiting.length > 0) await to.post('runs/log-batch', { run_id: runId, metrics: waiting })
      report.count('metricPoints', waiting.length)
      waiting = []
    }
    for await (const { value, timestamp, step, model_id } of from.pages<WireMetric>(
      'metrics/get-history',
      'metrics',
      asked,
      'GET',
    )) {
      const modelId = model_id && loggedModels.get(model_id)
      waiting.push({ key, value, timestamp, step: step ?? 0, ...(modelId ? { model_id: modelId } : {}) })
      if (waiting.length === METRICS_PER_BATCH) await flush()
    }
    await flush()
  }
}

function filesOf({ from }: Import, runId: string): FileSource {
  return {
    list: () =>
      walk(async (path) => {
        const asked = { run_id: runId, ...(path === '' ? {} : { path }) }
        return (
          (
            await from.get<{ files?: { path: string; is_dir?: boolean; file_size?: number }[] }>(
              'artifacts/list',
              asked,
            )
          ).files ?? []
        )
      }, 'whole'),
    fetch: (path) => from.send('GET', `/get-artifact?${new URLSearchParams({ run_uuid: runId, path })}`),
  }
}

/** All that a run logged; when all of it is here, its tag says so. */
export async function fillRun(scope: Import, id: string): Promise<void> {
  const { from, to, report } = scope
  const here = scope.runs.get(id)
  if (here === undefined) return
  const { runId, experimentId } = here
  const { run } = await from.get<{ run: WireRun }>('runs/get', { run_id: id })
  const params = fitting(scope, `run ${id}`, run.data?.params, 6000)
  for (const some of chunks(params, PAIRS_PER_BATCH)) await to.post('runs/log-batch', { run_id: runId, params: some })
  await copyMetrics(scope, run, runId)
  const datasets = run.inputs?.dataset_inputs ?? []
  if (datasets.length > 0) await to.post('runs/log-inputs', { run_id: runId, datasets })
  const models = (run.outputs?.model_outputs ?? []).flatMap(({ model_id, step }) => {
    const modelId = scope.loggedModels.get(model_id)
    return modelId === undefined ? [] : [{ model_id: modelId, step: step ?? 0 }]
  })
  if (models.length > 0) await to.post('runs/outputs', { run_id: runId, models })
  const parent = scope.runs.get(tagsOf(run.data?.tags).get(PARENT) ?? '')
  if (parent !== undefined) await to.post('runs/set-tag', { run_id: runId, key: PARENT, value: parent.runId })
  await copyFiles(filesOf(scope, id), to, `${experimentId}/${runId}/artifacts`, report)
  await to.post('runs/update', { run_id: runId, status: run.info.status, end_time: run.info.end_time })
  await to.post('runs/set-tag', { run_id: runId, key: DONE_TAG, value: 'true' })
  report.count('runs')
}
