import { modelName, stage } from '../contract'
import { PROMPT_TAG } from '../domain/search/registry-search'
import { invalidParameter, MlflowError } from './mlflow-error'

/** A name for a new model. */
export function newModelName(sent: string): string {
  const name = sent.normalize('NFC')
  if (modelName.safeParse(name).success) return name
  throw invalidParameter(
    `Invalid model name '${sent.slice(0, 300)}'. Use 1 to 256 characters without / : % or control characters, and no space at either end.`,
  )
}

/** An alias that may be set. */
export function newAliasName(name: string): string {
  if (name.toLowerCase() === 'latest') throw invalidParameter("'latest' alias name (case insensitive) is reserved.")
  if (/^v\d+$/i.test(name)) throw invalidParameter(`Version alias name '${name}' is reserved.`)
  if (name.length > 255 || !/^[\p{L}\p{N}_-]+$/u.test(name))
    throw invalidParameter(
      `Invalid alias name: '${name.slice(0, 300)}'. Names may only contain alphanumerics, underscores (_), and dashes (-).`,
    )
  return name
}

/** A stage in MLflow's spelling, whatever the case it was sent in. */
export function stageName(sent: string): (typeof stage.options)[number] {
  const found = stage.options.find((one) => one.toLowerCase() === sent.toLowerCase())
  if (found) return found
  throw invalidParameter(
    `Invalid Model Version stage: ${sent.slice(0, 100)}. Value must be one of None, Staging, Production, Archived.`,
  )
}

/** Tags as a record; the last of two equal keys wins, as it would one after the other. */
export function tagRecord(pairs: readonly { key: string; value: string }[]): Record<string, string> {
  if (pairs.some(({ key, value }) => key === PROMPT_TAG && value === 'true'))
    throw new MlflowError('NOT_IMPLEMENTED', 'Slipway keeps models, not prompts.')
  return Object.fromEntries(pairs.map(({ key, value }) => [key, value]))
}
