import { formatCount, formatNumber } from '@/components/ui/format-number'

/** A metric as given at registration: whole numbers are counts, everything else has five significant digits. */
export function formatMetric(value: number): string {
  return Number.isInteger(value) && Math.abs(value) >= 2 ? formatCountSigned(value) : formatNumber(value, 5)
}

function formatCountSigned(value: number): string {
  return value < 0 ? `−${formatCount(-value)}` : formatCount(value)
}

const FIRST: readonly string[] = [
  'accuracy',
  'precision',
  'recall',
  'f1',
  'auc',
  'roc_auc',
  'mae',
  'rmse',
  'r2',
  'logLoss',
  'brier',
]

/** What is read first comes first, measures by name after it, counts last. */
export function byMetricRank(a: readonly [string, number | null], b: readonly [string, number | null]): number {
  return rank(a) - rank(b) || a[0].localeCompare(b[0])
}

function rank([name, value]: readonly [string, number | null]): number {
  const known = FIRST.indexOf(name)
  if (known >= 0) return known
  return value !== null && Number.isInteger(value) && Math.abs(value) >= 2 ? FIRST.length + 1 : FIRST.length
}
