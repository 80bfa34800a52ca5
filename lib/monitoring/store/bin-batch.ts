import { countAnswer, countFeatures, countRequest } from '../domain/bin-row'
import type { BinnedRow } from '../domain/binned-row'
import { add, type Cell, CellSet } from '../domain/cell'
import type { CompiledSpec } from '../domain/compiled-spec'
import { TRAFFIC } from '../domain/kinds'
import { RowCells } from '../domain/row-cells'
import { slotOf } from '../domain/slots'

/** Ten-second cells are kept two hours; older events would only make rows that are dropped at once. */
const LIVE_MS = 7_200_000

export interface BatchDeltas {
  cells: Cell[]
  liveCells: Cell[]
}

/** Rollup deltas of the rows to be stored, each of which gets its contribution bytes, and of the duplicates that are only counted. */
export function binBatch(
  rows: readonly BinnedRow[],
  duplicates: readonly BinnedRow[],
  specs: ReadonlyMap<string, CompiledSpec>,
  nowMs: number,
): BatchDeltas {
  const cells = new CellSet()
  const live = new CellSet()
  const rowCells = new RowCells(cells)
  const liveRowCells = new RowCells(live)
  for (const binned of rows) {
    const { row, streamId, answer } = binned
    const slotMs = slotOf('5m', row.atMs)
    countRequest(rowCells.request(streamId, slotMs), row, nowMs)
    if (nowMs - row.atMs < LIVE_MS) countRequest(liveRowCells.request(streamId, slotOf('10s', row.atMs)), row, nowMs)
    const spec = specs.get(binned.specId)
    if (spec === undefined) continue
    const at = rowCells.answer(streamId, slotMs, spec)
    if (row.status === 'ok') countAnswer(at, answer, spec)
    binned.contrib = countFeatures(at, row, spec)
  }
  for (const { row, streamId } of duplicates)
    add(rowCells.request(streamId, slotOf('5m', row.atMs)).traffic.c, TRAFFIC.duplicates, 1)
  return { cells: cells.list(), liveCells: live.list() }
}
