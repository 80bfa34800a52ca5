import { notFound } from '@/lib/kernel/app-error'
import { database } from '@/lib/server/database'
import type { Task } from '../domain/binning-spec'
import { taskOf } from '../domain/task-of'

export interface VariantFacts {
  id: string
  versionId: string
  versionNumber: number
  task: Task
}

export interface DeploymentFacts {
  id: string
  workspaceId: string
  agentId: string
  modelId: string
  variants: VariantFacts[]
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Deployment of this workspace with the variants it has ever had, or 404. */
export async function deploymentFacts(workspaceId: string, deploymentId: string): Promise<DeploymentFacts> {
  if (!UUID.test(deploymentId)) throw notFound('deployment')
  const db = database()
  const deployment = await db.deployment.findUnique({
    where: { workspaceId_id: { workspaceId, id: deploymentId } },
    select: { id: true, workspaceId: true, agentId: true, modelId: true },
  })
  if (!deployment) throw notFound('deployment')
  const variants = await db.variant.findMany({
    where: { workspaceId, deploymentId },
    select: { id: true, versionId: true, versionNumber: true },
    orderBy: { createdAt: 'asc' },
  })
  const versions = await db.modelVersion.findMany({
    where: { workspaceId, id: { in: variants.map((variant) => variant.versionId) } },
    select: { id: true, task: true, signature: true },
  })
  const byId = new Map(versions.map((version) => [version.id, version]))
  return {
    ...deployment,
    variants: variants.map((variant) => {
      const version = byId.get(variant.versionId)
      return { ...variant, task: taskOf(version?.task ?? null, version?.signature) }
    }),
  }
}
