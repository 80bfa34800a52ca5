'use client'
import { useRead } from '@/components/api/use-read'
import {
  deploymentSchema,
  listDeploymentsOutput,
  listRolloutsOutput,
  rollbackListOutput,
  rolloutDetailSchema,
} from '@/lib/rollouts/contract'
import { getDeploymentPath, getRolloutPath, PATHS } from './paths'

export function useDeployments(
  query: { cursor?: string; environmentId?: string; modelId?: string; state?: string; limit?: number } = {},
  enabled = true,
) {
  return useRead({
    key: ['rollouts', 'list-deployments'],
    path: PATHS.deployments,
    query,
    output: listDeploymentsOutput,
    everyMs: 10_000,
    enabled,
  })
}

export function useDeployment(deploymentId: string, everyMs = 3000) {
  return useRead({
    key: ['rollouts', 'get-deployment'],
    path: getDeploymentPath(deploymentId),
    output: deploymentSchema,
    everyMs,
  })
}

export function useRollouts(query: { deploymentId?: string; open?: boolean; cursor?: string; limit?: number }) {
  return useRead({
    key: ['rollouts', 'list-rollouts'],
    path: PATHS.rollouts,
    query,
    output: listRolloutsOutput,
    everyMs: 10_000,
  })
}

export function useRollout(rolloutId: string, everyMs = 3000, enabled = true) {
  return useRead({
    key: ['rollouts', 'get-rollout'],
    path: getRolloutPath(rolloutId),
    output: rolloutDetailSchema,
    everyMs,
    enabled,
  })
}

export function useRollbackList(deploymentId: string, enabled = true) {
  return useRead({
    key: ['rollouts', 'rollback-list'],
    path: `${getDeploymentPath(deploymentId)}/rollback-options`,
    output: rollbackListOutput,
    enabled,
  })
}
