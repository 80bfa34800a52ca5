import { AppError, notFound } from '@/lib/kernel/app-error'
import { manifestOf } from '@/lib/registry/door'
import { blobs } from '@/lib/server/blobs'
import type { Db } from '@/lib/server/database'
import { readObserved } from './read-observed'

/** WARM: loaded there now. CACHED: served there before, so its files lie on the agent's disk. COLD: must be downloaded. */
export type Readiness = 'WARM' | 'CACHED' | 'COLD' | 'UNAVAILABLE'

async function wasServed(db: Db, deploymentId: string, variantId: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ found: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM "PlanGeneration" g JOIN "PlanRecord" p USING ("deploymentId", "planDigest")
      WHERE g."deploymentId" = ${deploymentId}::uuid AND g."observedAt" IS NOT NULL
        AND p.plan @> jsonb_build_object('variants', jsonb_build_array(jsonb_build_object('variantId', ${variantId}::text)))) AS found`
  return row?.found ?? false
}

async function isComplete(db: Db, workspaceId: string, manifestDigest: string): Promise<boolean> {
  try {
    const manifest = await manifestOf(db, workspaceId, manifestDigest)
    const present = await Promise.all(manifest.files.map((file) => blobs().has(file.sha256.replace(/^sha256:/, ''))))
    return present.every(Boolean)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return false
    throw error
  }
}

/** How fast a variant could take traffic. */
export async function readReadiness(db: Db, deploymentId: string, variantId: string): Promise<Readiness> {
  const variant = await db.variant.findFirst({ where: { deploymentId, id: variantId } })
  if (!variant) throw notFound('variant')
  const seen = await readObserved(db, deploymentId)
  if (seen?.agentStatus === 'ONLINE' && seen.variants.some((v) => v.variantId === variantId && v.state === 'READY'))
    return 'WARM'
  if (await wasServed(db, deploymentId, variantId)) return 'CACHED'
  return (await isComplete(db, variant.workspaceId, variant.manifestDigest)) ? 'COLD' : 'UNAVAILABLE'
}
