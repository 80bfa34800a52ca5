import { statusLook } from '@/components/ui/status'
import type { ExperimentDetail } from '@/lib/registry/tracking/console-contract'
import { RUN_STATUSES } from '@/lib/registry/tracking/run-contract'

/** "24 runs: 22 finished, 1 failed." */
export function describeExperiment({ name, lifecycle, runs }: ExperimentDetail): string {
  const counts = RUN_STATUSES.map((status) => ({ status, count: runs.active[status] })).filter((one) => one.count > 0)
  const total = counts.reduce((sum, one) => sum + one.count, 0)
  if (lifecycle === 'deleted')
    return `${name} is deleted, with ${runs.deleted} ${runs.deleted === 1 ? 'run' : 'runs'}. It can be restored.`
  if (total === 0) return `${name} has no runs yet.`
  const words = counts.map(({ status, count }) => `${count} ${statusLook(status).word.toLowerCase()}`)
  return `${name}: ${total} ${total === 1 ? 'run' : 'runs'}, ${words.join(', ')}.`
}
