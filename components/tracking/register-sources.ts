import type { RunDetail } from '@/lib/registry/tracking/run-contract'

/** What a version can be made from; `source` is what the API takes. */
export interface RegisterSource {
  value: string
  label: string
  source: { loggedModelId: string } | { path: string }
}

interface Item {
  name: string
  isDirectory: boolean
}

/** Logged models that are whole, newest first, then the folders of the run: older clients keep models there. */
export function sourcesOf(run: Pick<RunDetail, 'loggedModels'>, items: readonly Item[]): RegisterSource[] {
  const models = run.loggedModels
    .filter((model) => model.status === 'READY')
    .reverse()
    .map(({ modelId, name }) => ({
      value: modelId,
      label: `${name} (logged model)`,
      source: { loggedModelId: modelId },
    }))
  const folders = items
    .filter((item) => item.isDirectory)
    .map(({ name }) => ({ value: `folder ${name}`, label: `${name}/ (folder of the run)`, source: { path: name } }))
  return [...models, ...folders]
}

interface KnownModel {
  id: string
  name: string
}

/** Where the version most likely belongs: the model that this run made a version of, or the one named like its experiment; '' for a new one. */
export function likelyModel(
  run: Pick<RunDetail, 'versions' | 'experimentName'>,
  models: readonly KnownModel[],
): string {
  return run.versions.at(-1)?.modelId ?? models.find((model) => model.name === run.experimentName)?.id ?? ''
}
