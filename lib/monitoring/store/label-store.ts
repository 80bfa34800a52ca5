import type pg from 'pg'
import type { CellSet } from '../domain/cell'
import type { CompiledSpec } from '../domain/compiled-spec'
import { decideLabel, type StoredLabel } from '../domain/decide-label'
import { countLabel } from '../domain/label-contribution'
import { type LabelInput, labelProblem } from '../domain/label-input'
import type { RowError } from '../domain/prediction-row'
import { currentLabels, type StoredPrediction, storedPredictions } from './joined-rows'
import { compiledSpec } from './specs'

export type PendingLabel = LabelInput & { pid: string }

export interface JoinResult {
  joined: number
  unchanged: number
  /** Labels without a prediction yet. */
  unmatched: PendingLabel[]
  errors: RowError[]
}

interface NewLabel extends StoredLabel {
  pid: string
  day: string
}

/**
 * Joins labels to every stored prediction with their id and adds -old +new to the rollup deltas. The caller holds the deployment's
 * exclusive lock, so no prediction of these ids can slip in between.
 */
export async function joinLabels(
  client: pg.PoolClient,
  deploymentId: string,
  batchId: string,
  labels: readonly PendingLabel[],
  cells: CellSet,
): Promise<JoinResult> {
  const predictions = groupByPid(await storedPredictions(client, deploymentId, labels))
  const days = [...new Set([...predictions.values()].flat().map(({ day }) => day))]
  const current =
    days.length === 0
      ? new Map<string, StoredLabel>()
      : await currentLabels(client, deploymentId, [...predictions.keys()], days)
  const result: JoinResult = { joined: 0, unchanged: 0, unmatched: [], errors: [] }
  const added: NewLabel[] = []
  for (const label of labels) {
    const rows = predictions.get(label.pid)
    if (rows === undefined) {
      result.unmatched.push(label)
      continue
    }
    const specs = new Map<string, CompiledSpec>()
    for (const { specId } of rows) specs.set(specId, await compiledSpec(specId))
    const problem = problemOf(label, specs)
    if (problem !== null) {
      result.errors.push({ line: label.line, id: label.predictionId, ...problem })
      continue
    }
    let changed = false
    for (const day of new Set(rows.map((row) => row.day))) {
      const key = `${label.pid}|${day}`
      const before = current.get(key) ?? null
      const decision = decideLabel(before, label)
      if (decision.effect === 'none') continue
      changed ||= !decision.same
      for (const row of rows.filter((candidate) => candidate.day === day)) {
        const spec = specs.get(row.specId)
        if (spec === undefined) continue
        if (before !== null) countLabel(cells, row, before, spec.body, -1)
        countLabel(cells, row, decision.next, spec.body, 1)
      }
      current.set(key, decision.next)
      added.push({ ...decision.next, pid: label.pid, day })
    }
    if (changed) result.joined += 1
    else result.unchanged += 1
  }
  await insertLabels(client, deploymentId, batchId, added)
  return result
}

function problemOf(label: LabelInput, specs: ReadonlyMap<string, CompiledSpec>) {
  for (const spec of specs.values()) {
    const problem = labelProblem(label, spec.body.task)
    if (problem !== null) return problem
  }
  return null
}

function groupByPid(rows: readonly StoredPrediction[]): Map<string, StoredPrediction[]> {
  const groups = new Map<string, StoredPrediction[]>()
  for (const row of rows) groups.set(row.pid, [...(groups.get(row.pid) ?? []), row])
  return groups
}

async function insertLabels(
  client: pg.PoolClient,
  deploymentId: string,
  batchId: string,
  labels: readonly NewLabel[],
): Promise<void> {
  if (labels.length === 0) return
  await client.query(
    `INSERT INTO mon.label (deployment_id, event_day, pid, revision, value, label_time, source, retracted, batch_id)
     SELECT $1::uuid, day, pid, revision, value, to_timestamp(ms / 1000.0), source, retracted, $2::uuid
     FROM unnest($3::date[], $4::uuid[], $5::int[], $6::text[], $7::float8[], $8::smallint[], $9::boolean[]) AS t(day, pid, revision, value, ms, source, retracted)`,
    [
      deploymentId,
      batchId,
      labels.map(({ day }) => day),
      labels.map(({ pid }) => pid),
      labels.map(({ revision }) => revision),
      labels.map(({ value }) => value),
      labels.map(({ labelMs }) => labelMs),
      labels.map(({ source }) => source),
      labels.map(({ retracted }) => retracted),
    ],
  )
}
