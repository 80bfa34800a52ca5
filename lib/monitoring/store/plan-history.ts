import { z } from 'zod'
import { database } from '@/lib/server/database'
import { ROLE } from '../domain/kinds'

const planSchema = z.looseObject({
  variants: z.array(
    z.looseObject({ variantId: z.string(), role: z.enum(['stable', 'candidate', 'shadow']).optional() }),
  ),
})

/** One generation of a deployment: from when it was in force, and which variant had which role. */
export interface Generation {
  generation: number
  fromMs: number
  roles: ReadonlyMap<string, number>
}

/** All generations, oldest first. */
export async function planHistory(workspaceId: string, deploymentId: string): Promise<Generation[]> {
  const db = database()
  const generations = await db.planGeneration.findMany({
    where: { workspaceId, deploymentId },
    orderBy: { generation: 'asc' },
  })
  const digests = [...new Set(generations.map((row) => row.planDigest))]
  const plans = await db.planRecord.findMany({ where: { workspaceId, deploymentId, planDigest: { in: digests } } })
  const roles = new Map(plans.map((record) => [record.planDigest, rolesOf(record.plan)]))
  return generations.map((row) => ({
    generation: Number(row.generation),
    fromMs: (row.observedAt ?? row.issuedAt).getTime(),
    roles: roles.get(row.planDigest) ?? new Map(),
  }))
}

function rolesOf(plan: unknown): Map<string, number> {
  const parsed = planSchema.safeParse(plan)
  if (!parsed.success) return new Map()
  return new Map(parsed.data.variants.map(({ variantId, role }) => [variantId, ROLE[role ?? 'stable']]))
}
