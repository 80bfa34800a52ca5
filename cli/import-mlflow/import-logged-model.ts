import { attempt } from './attempt'
import { copyFiles, type FileSource, proxied, walk } from './copy-files'
import { WireRefusal } from './mlflow-server'
import { fitting, type Import, importedId, marks } from './scope'
import type { WireLoggedModel } from './wire'

const OWN_TAGS = /^mlflow\.modelVersions$/

/** `mlflow-artifacts:/a/b` and `mlflow-artifacts://host/a/b` name what the proxy serves as `a/b`; null for any other place. */
export function proxiedPath(uri: string): string | null {
  const match = /^mlflow-artifacts:(?:\/\/[^/]*)?\/(?:api\/2\.0\/mlflow-artifacts\/artifacts\/)?(.*)$/.exec(uri)
  return match?.[1]?.replace(/\/$/, '') ?? null
}

function filesOf({ from }: Import, { info }: WireLoggedModel): FileSource {
  const root = proxiedPath(info.artifact_uri)
  if (root !== null) return proxied(from, root)
  const base = `logged-models/${info.model_id}/artifacts`
  return {
    list: () =>
      walk(async (folder) => {
        const asked = folder === '' ? {} : { artifact_directory_path: folder }
        const answer = await from.get<{ files?: { path: string; is_dir?: boolean; file_size?: number }[] }>(
          `${base}/directories`,
          asked,
        )
        return answer.files ?? []
      }, 'whole'),
    fetch: (path) =>
      from.send('GET', `/ajax-api/2.0/mlflow/${base}/files?${new URLSearchParams({ artifact_file_path: path })}`),
  }
}

async function listed(scope: Import, side: 'from' | 'to', experimentId: string): Promise<WireLoggedModel[]> {
  const models: WireLoggedModel[] = []
  const asked = { experiment_ids: [experimentId], max_results: 50 }
  try {
    for await (const model of scope[side].pages<WireLoggedModel>('logged-models/search', 'models', asked, 'POST'))
      models.push(model)
  } catch (error) {
    // Servers before 3.0 have none.
    if (!(error instanceof WireRefusal) || !/ENDPOINT_NOT_FOUND|HTTP 40[45]/.test(error.code)) throw error
  }
  return models
}

async function importLoggedModel(
  scope: Import,
  model: WireLoggedModel,
  experimentId: string,
  here: WireLoggedModel | undefined,
) {
  const { to, report } = scope
  const { info, data } = model
  const what = `logged model ${info.model_id}`
  let modelId = here?.info.model_id
  if (modelId === undefined) {
    const tags = fitting(scope, what, info.tags, 8000).filter(({ key }) => !OWN_TAGS.test(key))
    const made = await to.post<{ model: WireLoggedModel }>('logged-models', {
      experiment_id: experimentId,
      name: info.name,
      model_type: info.model_type,
      source_run_id: scope.runs.get(info.source_run_id ?? '')?.runId,
      params: fitting(scope, what, data?.params, 6000),
      tags: [...tags, ...marks(scope, info.model_id)],
    })
    modelId = made.model.info.model_id
  }
  scope.loggedModels.set(info.model_id, modelId)
  if (here !== undefined && here.info.status !== 'LOGGED_MODEL_PENDING') return report.skip('loggedModels')
  await copyFiles(filesOf(scope, model), to, `${experimentId}/models/${modelId}/artifacts`, report)
  await to.post(`logged-models/${modelId}`, { status: info.status }, 'PATCH')
  report.count('loggedModels')
}

/** The logged models of an experiment (MLflow 3), each with its files. What was never finished there stays there. */
export async function importLoggedModels(scope: Import, sourceExperiment: string, experimentId: string): Promise<void> {
  const models = await listed(scope, 'from', sourceExperiment)
  if (models.length === 0) return
  const there = new Map(
    (await listed(scope, 'to', experimentId)).map((model) => [importedId(scope, model.info.tags), model]),
  )
  for (const model of models) {
    const what = `logged model ${model.info.model_id}`
    if (model.info.status === 'LOGGED_MODEL_PENDING') scope.report.problem(what, 'its upload was never finished')
    else
      await attempt(scope.report, what, () =>
        importLoggedModel(scope, model, experimentId, there.get(model.info.model_id)),
      )
  }
}
