import { z } from 'zod'
import { notFound } from '@/lib/kernel/app-error'
import type { Db } from '@/lib/server/database'
import { unitKeySchema } from '../domain/plan'

/** What a deployment's `config` column holds. */
export const deploymentConfigSchema = z.object({
  modelName: z.string().min(1).max(256),
  unitKey: unitKeySchema.nullable().default({ header: 'x-slipway-unit' }),
  missingUnit: z.enum(['random', 'stable', 'reject']).default('random'),
  allowOverride: z.boolean().default(false),
  capture: z
    .object({
      mode: z.enum(['all', 'off']).default('all'),
      payloadSampleBps: z.int().min(0).max(10_000).default(10_000),
      fieldClasses: z.record(z.string(), z.enum(['public', 'personal', 'secret'])).default({}),
    })
    .default({ mode: 'all', payloadSampleBps: 10_000, fieldClasses: {} }),
})
export type DeploymentConfig = z.infer<typeof deploymentConfigSchema>

export interface DeploymentFacts {
  id: string
  workspaceId: string
  name: string
  environmentId: string
  targetId: string
  agentId: string
  modelId: string
  state: 'ACTIVE' | 'RETIRED'
  config: DeploymentConfig
  automationOff: boolean
  revision: number
  createdById: string
  createdAt: Date
  retiredAt: Date | null
}

type DeploymentRow = NonNullable<Awaited<ReturnType<Db['deployment']['findFirst']>>>

export function toDeploymentFacts(row: DeploymentRow): DeploymentFacts {
  return {
    ...row,
    state: row.state === 'RETIRED' ? 'RETIRED' : 'ACTIVE',
    config: deploymentConfigSchema.parse(row.config),
  }
}

/** Deployment of this workspace, or 404. */
export async function getDeploymentFacts(db: Db, workspaceId: string, id: string): Promise<DeploymentFacts> {
  if (!z.uuid().safeParse(id).success) throw notFound('deployment')
  const row = await db.deployment.findUnique({ where: { workspaceId_id: { workspaceId, id } } })
  if (!row) throw notFound('deployment')
  return toDeploymentFacts(row)
}
