import { systemClock } from '@/lib/kernel/clock'
import { type Confusion, classificationQuality } from './domain/confusion'
import { KIND, TRAFFIC } from './domain/kinds'
import { Totals } from './domain/totals'
import { trafficOf } from './domain/traffic-metrics'
import { monitoredVariants } from './reads/monitored-variants'
import { answeredCount, labelledCount } from './reads/quality-view'
import { readDataThrough } from './store/data-through'
import { type CellAnswer, readCells } from './store/rollup-reader'

export interface StreamTotals {
  requests: number
  ok: number
  clientErrors: number
  serverErrors: number
  timeouts: number
  cancelled: number
  shed: number
  /** 866 counts of layout lat5s.v1 (total latency). */
  latency: number[]
  from: Date
  through: Date | null
}

interface Window {
  deploymentId: string
  variantId: string
  from: Date
  to: Date
}

interface GenerationTotals {
  deploymentId: string
  variantId: string
  sinceGeneration: bigint | number
  now?: Date
}

/** Live events are at most 30 days late, so nothing of a newer generation lies before this. */
const LATEST_MS = 31 * 86_400_000
const AHEAD_MS = 600_000
const LATENCY_POSITIONS = 866

/** Everything a variant did since a plan generation began: streams are cut at generations, so the sum is exact. */
export async function streamTotals(input: GenerationTotals): Promise<StreamTotals> {
  const since = Number(input.sinceGeneration)
  const nowMs = (input.now ?? systemClock.now()).getTime()
  const answer = await readCells({
    deploymentId: input.deploymentId,
    variantIds: [input.variantId],
    kinds: [KIND.traffic, KIND.latency],
    items: [0],
    fromMs: nowMs - LATEST_MS,
    toMs: nowMs + AHEAD_MS,
    coarsest: '1d',
  })
  return totalsOf(answer, input.deploymentId, (streamId) => (answer.streams.get(streamId)?.generation ?? -1) >= since)
}

/** The same for a window of time, over every generation. */
export async function variantWindow({ deploymentId, variantId, from, to }: Window): Promise<StreamTotals> {
  const query = { deploymentId, variantIds: [variantId], kinds: [KIND.traffic, KIND.latency], items: [0] }
  const answer = await readCells({ ...query, fromMs: from.getTime(), toMs: to.getTime(), coarsest: '1d' })
  return totalsOf(answer, deploymentId, () => true)
}

async function totalsOf(
  answer: CellAnswer,
  deploymentId: string,
  counts: (streamId: string) => boolean,
): Promise<StreamTotals> {
  const totals = new Totals()
  for (const cell of answer.cells) if (counts(cell.streamId)) totals.add(cell)
  const { requests, ok, clientErrors, serverErrors, timeouts, cancelled, shed } = trafficOf(totals)
  const noResponse = totals.of(KIND.traffic).c[TRAFFIC.noResponse] ?? 0
  const { n } = totals.of(KIND.latency, 0)
  const earliest = answer.cells.reduce((first, cell) => Math.min(first, cell.slotMs), Number.POSITIVE_INFINITY)
  return {
    requests,
    ok,
    clientErrors,
    serverErrors,
    timeouts: timeouts + noResponse,
    cancelled,
    shed,
    latency: Array.from({ length: LATENCY_POSITIONS }, (_, position) => n[position] ?? 0),
    from: new Date(Number.isFinite(earliest) ? Math.max(earliest, answer.fromMs) : answer.fromMs),
    through: await readDataThrough(deploymentId),
  }
}

/** Until when a deployment's data are complete; null before any arrived. */
export async function dataThrough(deploymentId: string): Promise<Date | null> {
  return readDataThrough(deploymentId)
}

export interface MatchedOutcomes {
  predictions: number
  labelled: number
  /** Two classes: the confusion table of the labelled predictions. */
  confusion: Confusion | null
}

/** What labels say about a variant in a window. */
export async function matchedOutcomes(
  workspaceId: string,
  { deploymentId, variantId, from, to }: Window,
): Promise<MatchedOutcomes | null> {
  const variant = (await monitoredVariants(workspaceId, deploymentId)).find(({ id }) => id === variantId)
  if (variant === undefined) return null
  const kinds = [KIND.prediction, KIND.outcome, KIND.residual]
  const answer = await readCells({
    deploymentId,
    variantIds: [variantId],
    kinds,
    fromMs: from.getTime(),
    toMs: to.getTime(),
    coarsest: '1d',
  })
  const totals = new Totals()
  for (const cell of answer.cells) totals.add(cell)
  const confusion = variant.task.type === 'binary' ? classificationQuality(totals, variant.task).confusion : null
  return { predictions: answeredCount(totals), labelled: labelledCount(totals, variant.task), confusion }
}
