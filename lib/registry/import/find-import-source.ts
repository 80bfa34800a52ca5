import type { Db } from '@/lib/server/database'
import type { ImportSource } from '@/prisma/generated/client'
import { coveringSource, type ImportAddress } from '../domain/import-address'

/** A workspace's live sources; more nobody could oversee. */
export const MAX_IMPORT_SOURCES = 200

/** The workspace's own source that covers an address, with the longest prefix of several; null: none does. */
export async function findImportSource(
  db: Db,
  workspaceId: string,
  address: ImportAddress,
): Promise<ImportSource | null> {
  const { scheme, place } = address
  const sources = await db.importSource.findMany({
    where: { workspaceId, scheme, place, archivedAt: null },
    take: MAX_IMPORT_SOURCES,
  })
  return coveringSource(address, sources)
}
