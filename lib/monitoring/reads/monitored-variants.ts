import type { BinningSpec, Task } from '../domain/binning-spec'
import { ROLE } from '../domain/kinds'
import { deploymentFacts } from '../store/deployment-facts'
import { planHistory } from '../store/plan-history'
import { compiledSpec } from '../store/specs'

export type RoleName = 'stable' | 'candidate' | 'shadow' | 'retired'

export interface MonitoredVariant {
  id: string
  versionId: string
  versionNumber: number
  role: RoleName
  task: Task
}

const NAMES = new Map<number, RoleName>([
  [ROLE.stable, 'stable'],
  [ROLE.candidate, 'candidate'],
  [ROLE.shadow, 'shadow'],
])

/** Every variant a deployment has had, with the role that the newest plan gives it; 404 for a deployment of another workspace. */
export async function monitoredVariants(workspaceId: string, deploymentId: string): Promise<MonitoredVariant[]> {
  const deployment = await deploymentFacts(workspaceId, deploymentId)
  const newest = (await planHistory(workspaceId, deploymentId)).at(-1)
  return deployment.variants.map(({ id, versionId, versionNumber, task }) => {
    const role = newest?.roles.get(id)
    return { id, versionId, versionNumber, task, role: (role === undefined ? undefined : NAMES.get(role)) ?? 'retired' }
  })
}

/** Specs that cells were counted with. */
export async function specBodies(specIds: Iterable<string>): Promise<Map<string, BinningSpec>> {
  const bodies = new Map<string, BinningSpec>()
  for (const specId of new Set(specIds)) if (specId !== '0') bodies.set(specId, (await compiledSpec(specId)).body)
  return bodies
}
