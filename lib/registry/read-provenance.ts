import { notFound } from '@/lib/kernel/app-error'
import type { Db } from '@/lib/server/database'
import type { VersionHold } from '@/prisma/generated/client'
import type { ProvenanceView } from './provenance-contract'
import { readLicenceOf } from './read-licence-of'
import { readLineage } from './read-lineage'
import { readSigning } from './signing/read-signing'

export function toHoldView(row: VersionHold): NonNullable<ProvenanceView['hold']> {
  return {
    id: row.id,
    reason: row.reason,
    placedByName: row.placedByName,
    placedAt: row.placedAt.toISOString(),
    releasedByName: row.releasedByName,
    releasedAt: row.releasedAt?.toISOString() ?? null,
    releaseReason: row.releaseReason,
  }
}

/** What stands behind a version: licence, holds, signatures and descent. */
export async function readProvenance(db: Db, workspaceId: string, versionId: string): Promise<ProvenanceView> {
  const row = await db.modelVersion.findUnique({
    where: { workspaceId_id: { workspaceId, id: versionId } },
    include: { files: true, model: { select: { card: true } }, holds: { orderBy: { placedAt: 'desc' } } },
  })
  if (!row) throw notFound('version')
  const holds = row.holds.map(toHoldView)
  return {
    licence: readLicenceOf({ licence: row.licence, card: row.card, modelCard: row.model.card }),
    hold: holds.find((one) => one.releasedAt === null) ?? null,
    pastHolds: holds.filter((one) => one.releasedAt !== null),
    signing: await readSigning(db, row),
    lineage: await readLineage(db, row),
  }
}
