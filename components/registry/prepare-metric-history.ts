import { valueTicks } from '@/components/charts/value-ticks'
import type { VersionSummary } from '@/lib/registry/contract'

export interface MetricPoint {
  number: number
  /** null: this version states no such metric; a gap in the line, never zero. */
  value: number | null
  /** Names of the version, as a mark on the chart. */
  aliases: string[]
  refused: boolean
}

/** Where aliases point to. */
export interface AliasMark {
  number: number
  words: string
  /** Names that stand near each other are in rows below each other. */
  row: number
  /** Of the line, so that words stay inside of the plot. */
  side: 'left' | 'right'
}

export interface MetricHistoryModel {
  points: MetricPoint[]
  marks: AliasMark[]
  /** Round values from end to end of the axis. */
  yTicks: number[]
  /** How many versions state it. */
  stated: number
  summary: string
}

const ROWS = 3
const MOST_LETTERS = 18
const REFUSED: readonly string[] = ['REFUSED', 'QUARANTINED']

/** The axis is where the values are; one value alone still gets a band around it. */
function ticksOf(values: readonly number[]): number[] {
  const low = Math.min(...values)
  const high = Math.max(...values)
  const margin = high === low ? Math.max(Math.abs(low) * 0.1, 1e-6) : 0
  return valueTicks(low - margin, high + margin)
}

function marksOf(points: readonly MetricPoint[]): AliasMark[] {
  return points
    .flatMap(({ number, aliases }, index) => (aliases.length > 0 ? [{ number, words: aliases.join(', '), index }] : []))
    .map(({ number, words, index }, nth) => ({
      number,
      words: words.length > MOST_LETTERS ? `${words.slice(0, MOST_LETTERS - 1)}…` : words,
      row: nth % ROWS,
      side: index * 2 >= points.length ? 'left' : 'right',
    }))
}

/** One metric over the versions of a model, oldest first; every version has its place, with or without a value. */
export function prepareMetricHistory(
  versions: readonly Pick<VersionSummary, 'number' | 'state' | 'metrics' | 'aliases'>[],
  metric: string,
  format: (value: number) => string,
): MetricHistoryModel {
  const points = [...versions]
    .sort((a, b) => a.number - b.number)
    .map(({ number, state, metrics, aliases }) => ({
      number,
      value: metrics[metric] ?? null,
      aliases,
      refused: REFUSED.includes(state),
    }))
  const marks = marksOf(points)
  const known = points.flatMap(({ number, value }) => (value === null ? [] : [{ number, value }]))
  const [first, last] = [known[0], known.at(-1)]
  if (!first || !last) return { points, marks, yTicks: [0, 1], stated: 0, summary: `No version states ${metric}.` }
  const low = known.reduce((a, b) => (b.value < a.value ? b : a))
  const high = known.reduce((a, b) => (b.value > a.value ? b : a))
  const missing = points.length - known.length
  const summary =
    known.length === 1
      ? `${metric}: only v${first.number} states it, ${format(first.value)}.`
      : `${metric}: v${last.number} ${format(last.value)}; lowest ${format(low.value)} (v${low.number}), highest ${format(high.value)} (v${high.number})${missing > 0 ? `; ${missing} of ${points.length} versions do not state it` : ''}.`
  return { points, marks, yTicks: ticksOf(known.map((one) => one.value)), stated: known.length, summary }
}

/** Every metric that any version states, the well-known one first. */
export function metricNames(versions: readonly Pick<VersionSummary, 'metrics'>[], first: string | null): string[] {
  const names = [...new Set(versions.flatMap((version) => Object.keys(version.metrics)))].sort()
  return first === null ? names : [first, ...names.filter((name) => name !== first)]
}
