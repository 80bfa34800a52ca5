import { LATENCY_POSITIONS } from '@/lib/stats/sketch/latency-edges'
import { SCORE_BINS } from './binning-spec'
import type { Cell, CellSet } from './cell'
import type { CompiledSpec } from './compiled-spec'
import { KIND, LATENCY_MODEL, LATENCY_TOTAL, TRAFFIC_LENGTH } from './kinds'

const SPEC_FREE = '0'

/** The cells that rows of one stream and slot add to, found once instead of once per value. */
export interface RequestCells {
  traffic: Cell
  latency: Cell
  modelLatency: Cell
}
export interface AnswerCells {
  features: Cell[]
  prediction: Cell
  score: Cell
}

export class RowCells {
  // Maps within maps: a key made of text would cost more per row than the counting itself.
  private readonly requests = new Map<string, Map<number, RequestCells>>()
  private readonly answers = new Map<CompiledSpec, Map<string, Map<number, AnswerCells>>>()

  constructor(private readonly cells: CellSet) {}

  request(streamId: string, slotMs: number): RequestCells {
    const ofStream = within(this.requests, streamId, () => new Map<number, RequestCells>())
    return within(ofStream, slotMs, () => {
      const place = { streamId, slotMs, specId: SPEC_FREE }
      const latency = { n: LATENCY_POSITIONS, s: 0, c: 3 }
      return {
        traffic: this.cells.cell({ ...place, kind: KIND.traffic, item: 0 }, { n: 0, s: 0, c: TRAFFIC_LENGTH }),
        latency: this.cells.cell({ ...place, kind: KIND.latency, item: LATENCY_TOTAL }, latency),
        modelLatency: this.cells.cell({ ...place, kind: KIND.latency, item: LATENCY_MODEL }, latency),
      }
    })
  }

  answer(streamId: string, slotMs: number, spec: CompiledSpec): AnswerCells {
    const ofSpec = within(this.answers, spec, () => new Map<string, Map<number, AnswerCells>>())
    const ofStream = within(ofSpec, streamId, () => new Map<number, AnswerCells>())
    return within(ofStream, slotMs, () => {
      const place = { streamId, slotMs, specId: spec.specId }
      const sums = spec.body.task.classes.length === 0 ? spec.predictionBins : 0
      return {
        features: spec.features.map(({ bins, numeric }, item) =>
          this.cells.cell({ ...place, kind: KIND.feature, item }, { n: bins, s: numeric ? bins : 0, c: 6 }),
        ),
        prediction: this.cells.cell(
          { ...place, kind: KIND.prediction, item: 0 },
          { n: spec.predictionBins, s: sums, c: 6 },
        ),
        score: this.cells.cell({ ...place, kind: KIND.score, item: 0 }, { n: 2 * SCORE_BINS, s: 2 * SCORE_BINS, c: 3 }),
      }
    })
  }
}

function within<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key)
  if (found !== undefined) return found
  const made = make()
  map.set(key, made)
  return made
}
