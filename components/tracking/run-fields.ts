import type { RunView } from '@/lib/registry/tracking/run-contract'
import type { LoggedValue } from './format-logged'
import { rankMetrics } from './rank-metrics'

/** A metric or param as a column, axis or sort key; `id` is `metrics.<key>` or `params.<key>`. */
export interface RunField {
  id: string
  kind: 'metrics' | 'params'
  key: string
}

type Logged = Pick<RunView, 'metrics' | 'params'>

const DEFAULT_METRICS = 3
const DEFAULT_PARAMS = 4

export function fieldOf(id: string): RunField | null {
  const [, kind, key] = /^(metrics|params)\.(.+)$/s.exec(id) ?? []
  return key === undefined ? null : { id, kind: kind as RunField['kind'], key }
}

export function loggedOf(run: Logged, field: RunField): LoggedValue | string | null {
  return run[field.kind].find((one) => one.key === field.key)?.value ?? null
}

/** Every metric and param that any of the runs has: metrics by rank, params by name. */
export function fieldsOf(runs: readonly Logged[]): RunField[] {
  const metrics = rankMetrics(runs.flatMap((run) => run.metrics.map(({ key }) => key)))
  const params = new Set(runs.flatMap((run) => run.params.map(({ key }) => key)))
  return [
    ...metrics.map((key) => ({ id: `metrics.${key}`, kind: 'metrics' as const, key })),
    ...[...params].sort().map((key) => ({ id: `params.${key}`, kind: 'params' as const, key })),
  ]
}

export function differs(runs: readonly Logged[], field: RunField): boolean {
  return new Set(runs.map((run) => loggedOf(run, field))).size > 1
}

/** What a table shows before anybody chose: the first metrics, and the params in which runs differ. */
export function defaultFields(runs: readonly Logged[]): RunField[] {
  const fields = fieldsOf(runs)
  const params = fields.filter((field) => field.kind === 'params')
  const telling = params.filter((field) => differs(runs, field))
  return [
    ...fields.filter((field) => field.kind === 'metrics').slice(0, DEFAULT_METRICS),
    ...(telling.length > 0 ? telling : params).slice(0, DEFAULT_PARAMS),
  ]
}

/** The choice of columns as it stands in the address; keys may hold commas. */
export function fieldsText(fields: readonly RunField[]): string {
  return fields.map((field) => encodeURIComponent(field.id)).join(',')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export function parseFields(text: string): RunField[] {
  return text
    .split(',')
    .map((part) => fieldOf(decoded(part)))
    .filter((field) => field !== null)
}
