import type { DeploymentView } from '@/lib/rollouts/contract'

/** Production first, then by name: the list keeps its order while things happen. */
export function byImportance(deployments: readonly DeploymentView[]): DeploymentView[] {
  const rank = (one: DeploymentView) => (one.environment.kind === 'production' ? 0 : 1)
  return [...deployments].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
}
