import { describeDuration } from '@/components/ui/describe-ago'
import type { RunView } from '@/lib/registry/tracking/run-contract'
import { formatLogged } from './format-logged'
import { rankMetrics } from './rank-metrics'

type Run = Pick<RunView, 'name' | 'status' | 'lifecycle' | 'startMs' | 'endMs' | 'metrics'>

const SHOWN = 2

/** What became of it, and its first metrics: "gbm-5 finished after 4 min: auc 0.91, loss 0.3." */
export function describeRun({ name, status, lifecycle, startMs, endMs, metrics }: Run): string {
  if (lifecycle === 'deleted') return `${name} is deleted. It can be restored.`
  const after = endMs === null ? '' : ` after ${describeDuration(endMs - startMs)}`
  const did = {
    RUNNING: 'is running',
    SCHEDULED: 'is scheduled',
    FINISHED: `finished${after}`,
    FAILED: `failed${after}`,
    KILLED: `was stopped${after}`,
  }[status]
  const values = new Map(metrics.map(({ key, value }) => [key, value]))
  const ranked = rankMetrics(values.keys())
    .slice(0, SHOWN)
    .map((key) => `${key} ${formatLogged(values.get(key) ?? 'NaN')}`)
  return `${name} ${did}${ranked.length === 0 ? '' : `: ${ranked.join(', ')}`}.`
}
