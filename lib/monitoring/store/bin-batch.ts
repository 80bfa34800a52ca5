import { countAnswer, countDuplicate, countFeatures, countRequest } from '../domain/bin-row'
import type { BinnedRow } from '../domain/binned-row'
import { type Cell, CellSet } from '../domain/cell'
import type { CompiledSpec } from '../domain/compiled-spec'
import { slotOf } from '../domain/slots'

/** Ten-second cells are kept two hours; older events would only make rows that are dropped at once. */
const LIVE_MS = 7_200_000

export interface BatchDeltas {
  rows: BinnedRow[]
  cells: Cell[]
  liveCells: Cell[]
}

/** Rollup deltas of the rows to be stored, and of the duplicates that are only counted. */
export function binBatch(
  rows: readonly BinnedRow[],
  duplicates: readonly BinnedRow[],
  specs: ReadonlyMap<string, CompiledSpec>,
  nowMs: number,
): BatchDeltas {
  const cells = new CellSet()
  const live = new CellSet()
  const stored = rows.map((binned): BinnedRow => {
    const { row, streamId, answer } = binned
    const place = { streamId, slotMs: slotOf('5m', row.atMs) }
    countRequest(cells, place, row, nowMs)
    if (nowMs - row.atMs < LIVE_MS) countRequest(live, { streamId, slotMs: slotOf('10s', row.atMs) }, row, nowMs)
    const spec = specs.get(binned.specId)
    if (spec === undefined) return binned
    if (row.status === 'ok') countAnswer(cells, place, answer, spec)
    return { ...binned, contrib: countFeatures(cells, place, row, spec) }
  })
  for (const { row, streamId } of duplicates) countDuplicate(cells, { streamId, slotMs: slotOf('5m', row.atMs) })
  return { rows: stored, cells: cells.list(), liveCells: live.list() }
}
