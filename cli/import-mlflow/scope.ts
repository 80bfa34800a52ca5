import { IMPORT_TAG } from '@/lib/registry/domain/import-origin'
import type { MlflowServer } from './mlflow-server'
import type { Report } from './report'
import type { Pair, WireMade } from './wire'

/** One import: from where, to where, and what stands here for what stands there. */
export interface Import {
  from: MlflowServer
  to: MlflowServer
  report: Report
  /** Id there -> where it is here. */
  runs: Map<string, { runId: string; experimentId: string }>
  loggedModels: Map<string, string>
  /** The console's own API of Slipway, for what MLflow's does not know. */
  command(path: string, body: object): Promise<void>
}

export const DONE_TAG = 'slipway.imported.complete'

/** By these tags the next call of the same import knows what is here already. */
export function marks({ from }: Import, id: string): Pair[] {
  return [
    { key: IMPORT_TAG.from, value: from.url },
    { key: IMPORT_TAG.id, value: id },
  ]
}

/** When and by whom it was made there: here it is as old as its import. */
export function madeThere({ creation_timestamp: ms, user_id: by }: WireMade): Pair[] {
  return [
    ...(ms === undefined ? [] : [{ key: IMPORT_TAG.createdAt, value: new Date(ms).toISOString() }]),
    ...(by ? [{ key: IMPORT_TAG.createdBy, value: by }] : []),
  ]
}

export function tagsOf(tags: readonly Pair[] | undefined): Map<string, string> {
  return new Map((tags ?? []).map(({ key, value }) => [key, value]))
}

/** The id there of something here, if this import brought it. */
export function importedId({ from }: Import, tags: readonly Pair[] | undefined): string | undefined {
  const own = tagsOf(tags)
  return own.get(IMPORT_TAG.from) === from.url ? own.get(IMPORT_TAG.id) : undefined
}

/** What Slipway has no room for is said, and the rest goes on. */
export function fitting(scope: Import, what: string, pairs: readonly Pair[] | undefined, maxLength: number): Pair[] {
  return (pairs ?? []).flatMap(({ key, value }) => {
    if ((value ?? '').length <= maxLength) return [{ key, value: value ?? '' }]
    scope.report.problem(
      `${what}, ${key}`,
      `its ${value.length} characters are more than the ${maxLength} that are kept`,
    )
    return []
  })
}

/** Runs tasks a few at a time. One that fails is told to the report and keeps nobody else from being done; no answer at all ends everything. */
export async function inTurns<T>(items: readonly T[], width: number, task: (item: T) => Promise<void>): Promise<void> {
  let next = 0
  async function lane(): Promise<void> {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await task(item)
  }
  await Promise.all(Array.from({ length: width }, lane))
}
