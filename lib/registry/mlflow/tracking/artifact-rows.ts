import { loggedModelRoot, runRoot } from '../../tracking/store/artifact-place'
import { modelNotLogged } from '../../tracking/store/logged-models'
import { runNotFound } from '../../tracking/store/read-runs'
import { getArtifact } from '../../tracking/use-cases/get-artifact'
import { listArtifacts } from '../../tracking/use-cases/list-artifacts'
import { presignedDownload } from '../artifacts/presigned'
import { defineRow, type MlflowRow, type MlflowScope } from '../mlflow-row'
import type { RequestFields } from '../request-fields'

type Locate = (fields: RequestFields, scope: MlflowScope) => Promise<string>

const rootOfRun: Locate = async (fields, { db, workspace }) => {
  const runId = fields.needRunId()
  const root = await runRoot(db, workspace.id, runId)
  if (root === null) throw runNotFound(runId)
  return root
}

const rootOfModel: Locate = async (fields, { db, workspace }) => {
  const modelId = fields.needText('model_id')
  const root = await loggedModelRoot(db, workspace.id, modelId)
  if (root === null) throw modelNotLogged(modelId)
  return root
}

function below(root: string, path: string): string {
  return path === '' ? root : `${root}/${path.split('/').map(encodeURIComponent).join('/')}`
}

/** A directory below a run or logged model; here paths are seen from its root, unlike in the artifact proxy. */
const listing = (path: string, field: string, locate: Locate) =>
  defineRow({
    method: 'GET',
    path,
    operation: listArtifacts,
    input: async (fields, scope) => ({ path: below(await locate(fields, scope), fields.text(field) ?? '') }),
    async answer({ items }, scope, fields) {
      const directory = fields.text(field) ?? ''
      return {
        root_uri: `mlflow-artifacts:/${await locate(fields, scope)}`,
        files: items.map(({ name, isDirectory, sizeBytes }) => ({
          path: directory === '' ? name : `${directory}/${name}`,
          is_dir: isDirectory,
          file_size: sizeBytes,
        })),
      }
    },
  })

export const artifactRows: readonly MlflowRow[] = [
  listing('/artifacts/list', 'path', rootOfRun),
  listing('/logged-models/{model_id}/artifacts/directories', 'artifact_directory_path', rootOfModel),
  defineRow({
    method: 'POST',
    path: '/artifacts/presigned-download-url',
    operation: getArtifact,
    input: async (fields, scope) => ({ path: below(await rootOfRun(fields, scope), fields.needText('path')) }),
    answer: (file) => presignedDownload(null, file),
  }),
]
