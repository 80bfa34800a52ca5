export const PATHS = {
  deployments: '/api/v1/rollouts/deployments',
  rollouts: '/api/v1/rollouts/rollouts',
}

export function getDeploymentPath(deploymentId: string): string {
  return `${PATHS.deployments}/${encodeURIComponent(deploymentId)}`
}

export function getRolloutPath(rolloutId: string): string {
  return `${PATHS.rollouts}/${encodeURIComponent(rolloutId)}`
}
