/** One rollup row before it has a lane: key and three additive integer vectors. */
export interface Cell {
  streamId: string
  kind: number
  item: number
  slotMs: number
  specId: string
  n: Float64Array
  s: Float64Array
  c: Float64Array
}

export function add(vector: Float64Array, index: number, amount: number): void {
  vector[index] = (vector[index] ?? 0) + amount
}

/** Collects deltas by key; several rows of one slot meet in one cell. */
export class CellSet {
  private readonly cells = new Map<string, Cell>()

  cell(
    key: Pick<Cell, 'streamId' | 'kind' | 'item' | 'slotMs' | 'specId'>,
    lengths: { n: number; s: number; c: number },
  ): Cell {
    const id = `${key.streamId}|${key.kind}|${key.item}|${key.slotMs}|${key.specId}`
    let cell = this.cells.get(id)
    if (cell === undefined) {
      cell = { ...key, n: new Float64Array(lengths.n), s: new Float64Array(lengths.s), c: new Float64Array(lengths.c) }
      this.cells.set(id, cell)
    }
    return cell
  }

  /** Every cell with at least one entry other than 0. */
  list(): Cell[] {
    const filled = (vector: Float64Array) => vector.some((x) => x !== 0)
    return [...this.cells.values()].filter(({ n, s, c }) => filled(c) || filled(n) || filled(s))
  }
}
