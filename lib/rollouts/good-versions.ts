import { planOf, readiness, settledPlan } from '@/lib/agents/door'
import { getVersion } from '@/lib/registry/door'
import type { Db } from '@/lib/server/database'
import { previousGood } from './domain/previous-good'
import { TERMINAL } from './domain/status'
import { type RolloutRow, specOf } from './store'

type GoodRow = NonNullable<Awaited<ReturnType<Db['goodVersion']['findFirst']>>>
type VariantRow = NonNullable<Awaited<ReturnType<Db['variant']['findFirst']>>>

export interface GoodVersion extends GoodRow {
  variant: VariantRow
  /** UNAVAILABLE also when the registry has taken the version out of use. */
  readiness: Awaited<ReturnType<typeof readiness>>
}

export interface RollbackChoices {
  /** Newest first, without the version that would be left. */
  good: GoodVersion[]
  /** Where one click leads; null when nothing lies behind. */
  back: string | null
}

async function stableIn(db: Db, deploymentId: string, planDigest: string | null): Promise<string | null> {
  const plan = planDigest === null ? null : await planOf(db, deploymentId, planDigest)
  return plan?.variants.find((variant) => variant.role === 'stable')?.variantId ?? null
}

/** The stable variant to which an open rollout returns; null when none is open that has begun, or it is the first here. */
export async function returnOf(db: Db, open: RolloutRow | null): Promise<string | null> {
  return open === null || open.status === 'PENDING' ? null : stableIn(db, open.deploymentId, open.fromPlanDigest)
}

/** What may be gone back to, and what a person most likely means: the plan before an open rollout, else the version before this one. */
export async function rollbackChoices(db: Db, workspaceId: string, deploymentId: string): Promise<RollbackChoices> {
  // One after the other: inside a transaction there is one connection.
  const rows = await db.goodVersion.findMany({
    where: { workspaceId, deploymentId },
    orderBy: { becameAt: 'desc' },
    take: 200,
  })
  const settled = await settledPlan(db, deploymentId)
  const open = await db.rollout.findFirst({ where: { workspaceId, deploymentId, status: { notIn: [...TERMINAL] } } })
  const returnsTo = await returnOf(db, open)
  const leaving =
    returnsTo !== null && open !== null
      ? specOf(open).candidate.variantId
      : (settled.plan?.variants.find((variant) => variant.role === 'stable')?.variantId ?? '')
  const variants = await db.variant.findMany({ where: { workspaceId, id: { in: rows.map((row) => row.variantId) } } })
  const good: GoodVersion[] = []
  for (const row of rows) {
    const variant = variants.find(({ id }) => id === row.variantId)
    if (variant === undefined || row.variantId === leaving) continue
    const { state } = await getVersion(db, workspaceId, variant.versionId)
    const ready = state === 'READY' ? await readiness(db, deploymentId, row.variantId) : ('UNAVAILABLE' as const)
    good.push({ ...row, variant, readiness: ready })
  }
  const usable = new Set(good.filter((one) => one.readiness !== 'UNAVAILABLE').map((one) => one.variantId))
  const candidates = rows.filter((row) => row.variantId === leaving || usable.has(row.variantId))
  return { good, back: returnsTo ?? previousGood(candidates, leaving)?.variantId ?? null }
}
