import { AppError, notFound } from '@/lib/kernel/app-error'
import { newId } from '@/lib/kernel/new-id'
import type { Db } from '@/lib/server/database'
import type { Audit } from './end-command'
import {
  type DeploymentConfig,
  type DeploymentFacts,
  deploymentConfigSchema,
  toDeploymentFacts,
} from './store/deployments'

export interface NewDeployment {
  workspaceId: string
  name: string
  environmentId: string
  targetId: string
  modelId: string
  modelName: string
  config?: Partial<Omit<DeploymentConfig, 'modelName'>>
  createdById: string
}

/** A deployment that serves nothing yet: generation 0, fence 0, no plan. */
export async function insertDeployment(tx: Db, audit: Audit, input: NewDeployment): Promise<DeploymentFacts> {
  const { workspaceId, environmentId, name, createdById, modelId } = input
  const target = await tx.target.findUnique({ where: { workspaceId_id: { workspaceId, id: input.targetId } } })
  if (!target) throw notFound('target')
  const taken = await tx.deployment.findFirst({ where: { workspaceId, environmentId, name } })
  if (taken)
    throw new AppError('conflict', {
      message: `This environment has a deployment named ${name} already. Choose another name.`,
    })
  const config = deploymentConfigSchema.parse({ ...input.config, modelName: input.modelName })
  const { agentId } = target
  const row = await tx.deployment.create({
    data: { id: newId(), workspaceId, name, environmentId, targetId: target.id, agentId, modelId, createdById, config },
  })
  await tx.desiredState.create({
    data: { deploymentId: row.id, workspaceId, agentId, generation: 0n, settledGeneration: 0n, fence: 0n },
  })
  await audit.record('agents.deployment-created', {
    resources: [
      { kind: 'deployment', id: row.id },
      { kind: 'agent', id: agentId },
      { kind: 'model', id: modelId },
    ],
    environmentId,
    after: { name, environmentId, targetId: target.id, modelId, config },
  })
  return toDeploymentFacts(row)
}
