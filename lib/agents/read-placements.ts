import type { Db } from '@/lib/server/database'
import type { PlacementItem } from './contract'
import { agreementOf } from './domain/agreement'
import type { ObservedVariant } from './domain/receipt'
import type { ObservedDeployment } from './domain/wire'

const OPEN = ['QUEUED', 'LEASED', 'ACCEPTED', 'RUNNING', 'UNKNOWN']

type ObservedRow = Awaited<ReturnType<Db['observedState']['findMany']>>[number]

function toObserved(row: ObservedRow): NonNullable<PlacementItem['observed']> {
  return {
    generation: String(row.generation),
    planDigest: row.planDigest,
    fence: String(row.fence),
    observedAt: row.observedAt.toISOString(),
    dataThrough: row.dataThrough?.toISOString() ?? null,
    // Written from the validated report only, so the shapes are known.
    variants: row.variants as unknown as ObservedVariant[],
    conditions: row.conditions as unknown as ObservedDeployment['conditions'],
  }
}

/** Every active deployment of an agent: what should run beside what runs. */
export async function readPlacements(db: Db, workspaceId: string, agentId: string): Promise<PlacementItem[]> {
  const deployments = await db.deployment.findMany({
    where: { workspaceId, agentId, state: 'ACTIVE' },
    orderBy: { name: 'asc' },
  })
  const ids = deployments.map((row) => row.id)
  const where = { deploymentId: { in: ids } }
  const [desired, observed, open] = await Promise.all([
    db.desiredState.findMany({ where }),
    db.observedState.findMany({ where }),
    db.command.findMany({ where: { ...where, state: { in: OPEN } }, select: { deploymentId: true } }),
  ])
  return deployments.flatMap(({ id, name, environmentId }) => {
    const want = desired.find((row) => row.deploymentId === id)
    const seen = observed.find((row) => row.deploymentId === id) ?? null
    if (!want) return []
    const hasOpenCommand = open.some((row) => row.deploymentId === id)
    return [
      {
        deploymentId: id,
        name,
        environmentId,
        desired: {
          generation: String(want.generation),
          planDigest: want.planDigest,
          settledGeneration: String(want.settledGeneration),
          settledPlanDigest: want.settledPlanDigest,
          fence: String(want.fence),
        },
        observed: seen && toObserved(seen),
        agreement: agreementOf({ ...want, observed: seen, hasOpenCommand }),
      },
    ]
  })
}
