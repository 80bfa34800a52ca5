import { copyFiles, proxied } from './copy-files'
import { proxiedPath } from './import-logged-model'
import { WireRefusal } from './mlflow-server'
import { type Import, importedId, marks } from './scope'
import type { WireRun, WireVersion } from './wire'

export interface HereSource {
  source: string
  model_id?: string
}

const CARRIERS = 'Imported versions'

/** Files of a version that belong to no run or model here get a run of their own to lie in. */
async function carried(scope: Import, version: WireVersion): Promise<HereSource> {
  const { from, to, report } = scope
  const uri = await from.get<{ artifact_uri: string }>('model-versions/get-download-uri', {
    name: version.name,
    version: version.version,
  })
  const root = proxiedPath(uri.artifact_uri)
  if (root === null)
    throw new WireRefusal(
      'ELSEWHERE',
      `its files are at ${uri.artifact_uri}, where only clients with the store's own credentials reach them`,
    )
  const experimentId = await carrierExperiment(scope)
  const id = `version ${version.name}/${version.version}`
  const asked = { experiment_ids: [experimentId], max_results: 1000 }
  let runId: string | undefined
  for await (const run of to.pages<WireRun>('runs/search', 'runs', asked, 'POST'))
    if (importedId(scope, run.data?.tags) === id) runId = run.info.run_id
  if (runId === undefined) {
    const made = await to.post<{ run: WireRun }>('runs/create', {
      experiment_id: experimentId,
      run_name: id,
      tags: marks(scope, id),
    })
    runId = made.run.info.run_id
  }
  const place = `${experimentId}/${runId}/artifacts/model`
  const count = await copyFiles(proxied(from, root), to, place, report)
  if (count === 0) throw new WireRefusal('EMPTY', `there are no files at ${uri.artifact_uri}`)
  await to.post('runs/update', { run_id: runId, status: 'FINISHED' })
  return { source: `mlflow-artifacts:/${place}` }
}

async function carrierExperiment({ to }: Import): Promise<string> {
  try {
    const found = await to.get<{ experiment: { experiment_id: string } }>('experiments/get-by-name', {
      experiment_name: CARRIERS,
    })
    return found.experiment.experiment_id
  } catch (error) {
    if (!(error instanceof WireRefusal) || error.code !== 'RESOURCE_DOES_NOT_EXIST') throw error
    return (await to.post<{ experiment_id: string }>('experiments/create', { name: CARRIERS })).experiment_id
  }
}

/** Where the files of a version are here: with the logged model or the run that it was registered from, if that came over. */
export async function sourceHere(scope: Import, version: WireVersion): Promise<HereSource> {
  const source = version.source ?? ''
  const logged = scope.loggedModels.get(/^models:\/(m-[0-9a-f]{32})$/.exec(source)?.[1] ?? '')
  if (logged !== undefined) return { source: `models:/${logged}`, model_id: logged }
  const [, id = '', folder = ''] = /\/([0-9a-f]{32})\/artifacts\/(.+?)\/?$/.exec(source) ?? []
  const run = scope.runs.get(id)
  if (run === undefined) return carried(scope, version)
  const place = `${run.experimentId}/${run.runId}/artifacts/${folder}`
  const files = await proxied(scope.to, place).list()
  return files.length > 0 ? { source: `mlflow-artifacts:/${place}` } : carried(scope, version)
}
