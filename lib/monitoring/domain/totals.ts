import { add } from './cell'
import { KIND } from './kinds'

interface Vectors {
  n: Float64Array
  s: Float64Array
  c: Float64Array
}

interface CellLike extends Vectors {
  kind: number
  item: number
  specId: string
}

const EMPTY: Vectors = { n: new Float64Array(0), s: new Float64Array(0), c: new Float64Array(0) }

function sumInto(target: Float64Array, source: Float64Array): Float64Array {
  const sum =
    source.length > target.length ? Float64Array.from({ length: source.length }, (_, i) => target[i] ?? 0) : target
  for (let i = 0; i < source.length; i += 1) add(sum, i, source[i] ?? 0)
  return sum
}

/** Sums of cells by kind and item, and for what has its own bins also by spec. */
export class Totals {
  private readonly sums = new Map<string, Vectors>()
  private readonly specs = new Map<string, Set<string>>()

  add(cell: CellLike): void {
    const key = keyOf(cell.kind, cell.item, cell.specId)
    const before = this.sums.get(key) ?? {
      n: new Float64Array(cell.n.length),
      s: new Float64Array(cell.s.length),
      c: new Float64Array(cell.c.length),
    }
    this.sums.set(key, { n: sumInto(before.n, cell.n), s: sumInto(before.s, cell.s), c: sumInto(before.c, cell.c) })
    const at = `${cell.kind}|${cell.item}`
    const specs = this.specs.get(at) ?? new Set()
    this.specs.set(at, specs.add(cell.specId))
  }

  /** Sum over every spec: for kinds whose layout is the same in all of them. */
  of(kind: number, item = 0): Vectors {
    const parts = [...(this.specs.get(`${kind}|${item}`) ?? [])].map((specId) => this.ofSpec(kind, item, specId))
    return parts.reduce(
      (a, b) => ({ n: sumInto(a.n.slice(), b.n), s: sumInto(a.s.slice(), b.s), c: sumInto(a.c.slice(), b.c) }),
      EMPTY,
    )
  }

  ofSpec(kind: number, item: number, specId: string): Vectors {
    return this.sums.get(keyOf(kind, item, specId)) ?? EMPTY
  }

  specsOf(kind: number, item = 0): string[] {
    return [...(this.specs.get(`${kind}|${item}`) ?? [])]
  }

  items(kind: number): number[] {
    const items = [...this.specs.keys()].map((key) => key.split('|').map(Number)).filter(([k]) => k === kind)
    return items.map(([, item]) => item ?? 0).sort((a, b) => a - b)
  }
}

function keyOf(kind: number, item: number, specId: string): string {
  return kind === KIND.traffic || kind === KIND.latency || kind === KIND.delay
    ? `${kind}|${item}`
    : `${kind}|${item}|${specId}`
}
