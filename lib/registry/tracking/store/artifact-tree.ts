import { AppError } from '@/lib/kernel/app-error'
import type { Db } from '@/lib/server/database'
import type { ArtifactPlace } from '../domain/artifact-root'
import { MAX_TREE_FILES } from '../domain/limits'

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

/** The files of any place; those of a version are its sealed manifest. */
export async function readPlace(db: Db, workspaceId: string, place: ArtifactPlace): Promise<TreeFile[]> {
  if (place.kind !== 'version') return readTree(db, workspaceId, place.ownerId)
  const rows = await db.versionFile.findMany({ where: { workspaceId, versionId: place.versionId } })
  return rows.map(({ path, sha256, sizeBytes }) => ({ path, sha256, sizeBytes }))
}

export async function findFile(db: Db, workspaceId: string, place: ArtifactPlace): Promise<TreeFile | null> {
  const { rest: path } = place
  if (place.kind === 'version') {
    const key = { workspaceId, versionId: place.versionId, path }
    return db.versionFile.findUnique({ where: { workspaceId_versionId_path: key } })
  }
  const key = { workspaceId, ownerId: place.ownerId, path }
  return db.artifactEntry.findUnique({ where: { workspaceId_ownerId_path: key } })
}

interface Clash {
  files: number
  twin: string | null
  inTheWay: string | null
}

/**
 * Refuses a name that some system would hold for another one of the tree, and one that is a file here and a folder there. Asked under
 * the lock of the tree's owner.
 */
export async function requireFreeName(db: Db, workspaceId: string, ownerId: string, path: string): Promise<void> {
  const parents = path.split('/').map((_, index, parts) => parts.slice(0, index).join('/'))
  const [found] = await db.$queryRaw<Clash[]>`
    SELECT count(*) FILTER (WHERE e.path <> ${path})::int AS files,
      min(e.path) FILTER (WHERE e.path <> ${path} AND lower(normalize(e.path, NFKC)) = lower(normalize(${path}, NFKC))) AS twin,
      min(e.path) FILTER (WHERE e.path = ANY(${parents}) OR starts_with(e.path, ${`${path}/`})) AS "inTheWay"
    FROM "ArtifactEntry" e WHERE e."workspaceId" = ${workspaceId}::uuid AND e."ownerId" = ${ownerId}::uuid`
  const bad = (message: string) => new AppError('invalid', { message, details: { reason: 'bad_path' } })
  if (found?.twin) throw bad(`${path} and ${found.twin} are one name on some systems.`)
  if (found?.inTheWay) throw bad(`${path} cannot be stored beside ${found.inTheWay}: one name is a file and a folder.`)
  if ((found?.files ?? 0) >= MAX_TREE_FILES) throw bad(`A run or logged model holds at most ${MAX_TREE_FILES} files.`)
}
