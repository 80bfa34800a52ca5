import { formatCount } from '@/components/ui/format-number'
import type { DeploymentSummary } from '@/lib/monitoring/contract'
import type { DeploymentView, RollbackOption } from '@/lib/rollouts/contract'

/** "4,120 in the last hour", of the variants that answer callers. */
export function hourlyRequests(summary: Pick<DeploymentSummary, 'variants'> | null): string {
  if (summary === null) return 'looking …'
  const answering = summary.variants.filter(({ role }) => role !== 'shadow')
  const requests = answering.reduce((sum, variant) => sum + variant.requests, 0)
  return requests === 0
    ? 'none were counted in the last hour'
    : `${formatCount(requests)} in the last hour go through this deployment`
}

interface WayBack {
  readiness: RollbackOption['readiness'] | null
  words: string
}

/** How ready the version is that serves now: it is the one a rollback of this change would return to. */
export function wayBack(
  deployment: Pick<DeploymentView, 'settled'>,
  options: readonly Pick<RollbackOption, 'versionNumber' | 'readiness' | 'etaMs'>[],
): WayBack {
  const stable = deployment.settled.variants.find(({ role }) => role === 'stable')
  if (stable === undefined)
    return { readiness: null, words: 'This is the first version here; there is none to go back to.' }
  const option = options.find(({ versionNumber }) => versionNumber === stable.versionNumber)
  const now = `v${stable.versionNumber}, which serves now`
  if (option === undefined)
    return { readiness: 'WARM', words: `${now}: it stays loaded while the change is in progress` }
  const eta = option.etaMs === null ? '' : `, about ${(option.etaMs / 1000).toFixed(1)} s`
  return { readiness: option.readiness, words: `${now}${eta}` }
}
