import type { BlobStore } from '@/lib/server/blob-store'
import { database } from '@/lib/server/database'
import { UPLOAD_LIFE_MS } from './domain/limits'

/** Forgets uploads whose day is over, and what broken ones left in the store; answers how many uploads. */
export async function collectUploads(store: BlobStore, now: Date): Promise<number> {
  const dayAgo = new Date(now.getTime() - UPLOAD_LIFE_MS)
  const select = { id: true, storeName: true } as const
  const expired = await database().upload.findMany({ where: { expiresAt: { lt: now } }, select })
  for (const { id, storeName } of expired) {
    await store.parts.discard(storeName)
    await database().upload.deleteMany({ where: { id } })
  }
  const ofRuns = await database().artifactUpload.findMany({ where: { createdAt: { lt: dayAgo } }, select })
  for (const { id, storeName } of ofRuns) {
    await store.parts.discard(storeName)
    await database().artifactUpload.deleteMany({ where: { id } })
  }
  // An hour later than the rows: the store's clock may differ from ours.
  await store.sweep(new Date(dayAgo.getTime() - 3_600_000))
  return expired.length + ofRuns.length
}
