import { newId } from '@/lib/kernel/new-id'
import type { Db } from '@/lib/server/database'

export interface VariantKey {
  workspaceId: string
  deploymentId: string
  versionId: string
  versionNumber: number
  manifestDigest: string
  configDigest: string
}

/** One version in one configuration keeps its variant id through every plan of a deployment, so that its history is one line. */
export async function findOrCreateVariant(tx: Db, key: VariantKey): Promise<string> {
  await tx.$executeRaw`INSERT INTO "Variant" (id, "workspaceId", "deploymentId", "versionId", "versionNumber", "manifestDigest", "configDigest")
    VALUES (${newId()}::uuid, ${key.workspaceId}::uuid, ${key.deploymentId}::uuid, ${key.versionId}::uuid, ${key.versionNumber},
      ${key.manifestDigest}, ${key.configDigest}) ON CONFLICT ("deploymentId", "versionId", "configDigest") DO NOTHING`
  const { deploymentId, versionId, configDigest } = key
  const row = await tx.variant.findUniqueOrThrow({
    where: { deploymentId_versionId_configDigest: { deploymentId, versionId, configDigest } },
  })
  return row.id
}
