import type { BinnedRow } from '../domain/binned-row'
import type { CompiledSpec } from '../domain/compiled-spec'
import { ORIGIN, SOURCES, type Source } from '../domain/kinds'
import type { PredictionRow, RowError } from '../domain/prediction-row'
import { resolveAnswer } from '../domain/resolve-outcome'
import { resolveVariant } from '../domain/resolve-variant'
import { personHash, pidOf } from './hash-ids'
import { type IngestFacts, ingestFacts } from './ingest-facts'
import { Places } from './places'

export interface PlacedRows {
  rows: BinnedRow[]
  errors: RowError[]
  specs: ReadonlyMap<string, CompiledSpec>
}

/** What each row resolves to, in facts that explain every row, or in the newest there are. */
async function resolved(known: IngestFacts, rows: readonly PredictionRow[], nowMs: number) {
  const by = ({ deployment, history }: IngestFacts) => ({
    deployment,
    results: rows.map((row) => resolveVariant(row, deployment.variants, history)),
  })
  const first = by(known)
  if (known.readMs === nowMs || first.results.every(({ ok }) => ok)) return first
  return by(await ingestFacts(known.deployment.workspaceId, known.deployment.id, nowMs, true))
}

/** Finds the stream and the spec of every row and fits its answer to the task; what does not fit is refused row by row. */
export async function placeRows(
  known: IngestFacts,
  rows: readonly PredictionRow[],
  from: { source: Source; agent: boolean },
  nowMs: number,
): Promise<PlacedRows> {
  const { deployment, results } = await resolved(known, rows, nowMs)
  const origin = from.agent ? ORIGIN.agent : ORIGIN.declared
  const places = new Places(deployment, { source: SOURCES.indexOf(from.source) + 1, origin })
  const placed: BinnedRow[] = []
  const errors: RowError[] = []
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index]
    const result = results[index]
    if (row === undefined || result === undefined) continue
    if (!result.ok) {
      errors.push({ line: row.line, id: row.id, code: result.code, message: result.message })
      continue
    }
    const { spec, streamId } = places.known(result) ?? (await places.find(result))
    const answer = resolveAnswer(row, spec.body.task)
    if ('code' in answer) {
      errors.push({ line: row.line, id: row.id, code: answer.code, message: answer.message })
      continue
    }
    placed.push({
      row,
      pid: pidOf(deployment.id, row.id),
      streamId,
      specId: spec.specId,
      answer,
      contrib: null,
      subject: personHash(deployment.workspaceId, row.subjectId),
      unit: personHash(deployment.workspaceId, row.unitId),
    })
  }
  return { rows: placed, errors, specs: places.specs() }
}
