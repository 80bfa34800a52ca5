import { formatMetric } from '@/components/registry/format-metric'
import { describeDuration } from '@/components/ui/describe-ago'

export type LoggedValue = number | 'NaN' | 'Infinity' | '-Infinity'

const WORDS = { NaN: 'NaN', Infinity: '∞', '-Infinity': '−∞' } as const

/** A metric as its program logged it; NaN and infinities are values like others, and shown as what they are. */
export function formatLogged(value: LoggedValue): string {
  return typeof value === 'number' ? formatMetric(value) : WORDS[value]
}

const LONG = 12
const FRACTION = /^[+-]?\d*\.?\d+(?:e[+-]?\d+)?$/i

/** A param in a narrow place: a long fraction is rounded, never cut, which would hide its exponent. */
export function shortParam(value: string): string {
  return value.length > LONG && /[.e]/i.test(value) && FRACTION.test(value) ? formatMetric(Number(value)) : value
}

/** "4 min", or "running for 4 min"; null when the end is not known. */
export function describeRunTime(
  run: { status: string; startMs: number; endMs: number | null },
  nowMs: number | null,
): string | null {
  if (run.endMs !== null) return describeDuration(run.endMs - run.startMs)
  return run.status === 'RUNNING' && nowMs !== null ? `for ${describeDuration(nowMs - run.startMs)}` : null
}
