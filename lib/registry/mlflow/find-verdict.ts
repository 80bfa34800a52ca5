import type { Db } from '@/lib/server/database'
import type { ModelVersion } from '@/prisma/generated/client'

const FRESH_MS = 24 * 3_600_000

/** The same bytes, checked within the last day in this workspace: checking them again would find the same. What could not be read may be read next time. */
export async function findVerdict(
  db: Db,
  workspaceId: string,
  manifestDigest: string,
  now: Date,
): Promise<ModelVersion | null> {
  return db.modelVersion.findFirst({
    where: {
      workspaceId,
      manifestDigest,
      // What a person released or quarantined says nothing about the next version of the same bytes.
      OR: [
        { state: 'READY', verdict: 'clean' },
        { state: 'QUARANTINED', verdict: { not: 'clean' } },
        { state: 'REFUSED' },
      ],
      verdict: { not: 'unscannable' },
      createdAt: { gte: new Date(now.getTime() - FRESH_MS) },
    },
    orderBy: { createdAt: 'desc' },
  })
}
