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

/** Collects the rollup deltas of a batch. */
export class BatchBinner {
  private readonly cells = new CellSet()
  private readonly live = new CellSet()
  private readonly rowCells = new RowCells(this.cells)
  private readonly liveRowCells = new RowCells(this.live)

  constructor(private readonly nowMs: number) {}

  /** Rows to be stored; each gets its contribution bytes. */
  add(rows: readonly BinnedRow[], specs: ReadonlyMap<string, CompiledSpec>): void {
    for (const binned of rows) {
      const { row, streamId, answer } = binned
      const slotMs = slotOf('5m', row.atMs)
      countRequest(this.rowCells.request(streamId, slotMs), row, this.nowMs)
      if (this.nowMs - row.atMs < LIVE_MS)
        countRequest(this.liveRowCells.request(streamId, slotOf('10s', row.atMs)), row, this.nowMs)
      const spec = specs.get(binned.specId)
      if (spec === undefined) continue
      const at = this.rowCells.answer(streamId, slotMs, spec)
      if (row.status === 'ok') countAnswer(at, answer, spec)
      binned.contrib = countFeatures(at, row, spec)
    }
  }

  /** Rows that are stored already are only counted as such. */
  addDuplicates(rows: readonly BinnedRow[]): void {
    for (const { row, streamId } of rows)
      add(this.rowCells.request(streamId, slotOf('5m', row.atMs)).traffic.c, TRAFFIC.duplicates, 1)
  }

  deltas(): BatchDeltas {
    return { cells: this.cells.list(), liveCells: this.live.list() }
  }
}
