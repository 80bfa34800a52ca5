import { buffer } from 'node:stream/consumers'
import { notFound } from '@/lib/kernel/app-error'
import { blobs } from '@/lib/server/blobs'
import type { Db } from '@/lib/server/database'
import { isDependencyFile, type TextFile } from './domain/dependencies/collect-requirements'
import type { DependencyReport } from './domain/dependencies/dependency-report'
import { readDependencies } from './domain/dependencies/read-dependencies'

const MAX_BYTES = 1_048_576
const MAX_FILES = 50

async function textOf(sha256: string, sizeBytes: bigint): Promise<string | null> {
  const store = blobs()
  if (sizeBytes > MAX_BYTES || !(await store.has(sha256))) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await buffer(await store.open(sha256)))
  } catch {
    return null
  }
}

/** What the files of a version say it needs, read from the store as text. The files never change, so neither does this. */
export async function readVersionDependencies(
  db: Db,
  workspaceId: string,
  versionId: string,
): Promise<DependencyReport> {
  const version = await db.modelVersion.findUnique({
    where: { workspaceId_id: { workspaceId, id: versionId } },
    select: { files: { orderBy: { path: 'asc' } } },
  })
  if (!version) throw notFound('version')
  // Text files beside them may be what a requirements file includes.
  const named = version.files.filter(({ path }) => isDependencyFile(path) || path.endsWith('.txt'))
  const texts: TextFile[] = []
  for (const { path, sha256, sizeBytes } of named.slice(0, MAX_FILES))
    texts.push({ path, text: await textOf(sha256, sizeBytes) })
  return readDependencies(texts)
}
