import type { BinnedRow } from '../domain/binned-row'
import type { CompiledSpec } from '../domain/compiled-spec'
import { ORIGIN, SOURCES, type Source } from '../domain/kinds'
import type { PredictionRow, RowError } from '../domain/prediction-row'
import { resolveAnswer } from '../domain/resolve-outcome'
import { resolveVariant } from '../domain/resolve-variant'
import { personHash, pidOf } from './hash-ids'
import { type IngestFacts, ingestFacts } from './ingest-facts'
import { specOfVersion } from './specs'
import { streamId } from './streams'

export interface PlacedRows {
  rows: BinnedRow[]
  errors: RowError[]
  specs: ReadonlyMap<string, CompiledSpec>
}

/** Facts in which every row can be placed, or the newest there are. */
async function explaining(known: IngestFacts, rows: readonly PredictionRow[], nowMs: number): Promise<IngestFacts> {
  const { deployment, history } = known
  if (known.readMs === nowMs || rows.every((row) => resolveVariant(row, deployment.variants, history).ok)) return known
  return ingestFacts(deployment.workspaceId, deployment.id, nowMs, true)
}

/** Finds the stream and the spec of every row and fits its answer to the task; what does not fit is refused row by row. */
export async function placeRows(
  known: IngestFacts,
  rows: readonly PredictionRow[],
  from: { source: Source; agent: boolean },
  nowMs: number,
): Promise<PlacedRows> {
  const { deployment, history } = await explaining(known, rows, nowMs)
  const source = SOURCES.indexOf(from.source) + 1
  const origin = from.agent ? ORIGIN.agent : ORIGIN.declared
  const specOf = new Map<string, CompiledSpec>()
  const streams = new Map<string, string>()
  const placed: BinnedRow[] = []
  const errors: RowError[] = []
  for (const row of rows) {
    const refuse = (code: RowError['code'], message: string) =>
      errors.push({ line: row.line, id: row.id, code, message })
    const resolved = resolveVariant(row, deployment.variants, history)
    const variant = resolved.ok ? deployment.variants.find(({ id }) => id === resolved.variantId) : undefined
    if (!resolved.ok || variant === undefined) {
      refuse(resolved.ok ? 'variant_unknown' : resolved.code, resolved.ok ? 'unknown variant' : resolved.message)
      continue
    }
    const spec =
      specOf.get(variant.id) ?? (await specOfVersion(deployment.workspaceId, variant.versionId, variant.task))
    specOf.set(variant.id, spec)
    const answer = resolveAnswer(row, spec.body.task)
    if ('code' in answer) {
      refuse(answer.code, answer.message)
      continue
    }
    const key = `${variant.id}|${resolved.generation}|${resolved.role}`
    const stream =
      streams.get(key) ??
      (await streamId({
        workspaceId: deployment.workspaceId,
        deploymentId: deployment.id,
        generation: resolved.generation,
        variantId: variant.id,
        versionId: variant.versionId,
        role: resolved.role,
        source,
        origin,
      }))
    streams.set(key, stream)
    placed.push({
      row,
      pid: pidOf(deployment.id, row.id),
      streamId: stream,
      specId: spec.specId,
      answer,
      contrib: null,
      subject: personHash(deployment.workspaceId, row.subjectId),
      unit: personHash(deployment.workspaceId, row.unitId),
    })
  }
  return { rows: placed, errors, specs: new Map([...specOf.values()].map((spec) => [spec.specId, spec])) }
}
