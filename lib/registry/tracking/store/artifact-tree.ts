import type { Db } from '@/lib/server/database'

export interface TreeFile {
  path: string
  sha256: string
  sizeBytes: bigint
}

/** All files of a run or logged model, by path. */
export async function readTree(db: Db, workspaceId: string, ownerId: string): Promise<TreeFile[]> {
  const rows = await db.artifactEntry.findMany({ where: { workspaceId, ownerId }, orderBy: { path: 'asc' } })
  return rows.map(({ path, sha256, sizeBytes }) => ({ path, sha256, sizeBytes }))
}
