import { notFound } from '@/lib/kernel/app-error'
import { defineQuery } from '@/lib/server/operation'
import { fileOutput } from '../../contract'
import { parseFilePath } from '../../domain/file-path'
import { runFileRef } from '../artifact-contract'
import { runUuid } from '../domain/ids'

/** Which blob a path of a run names; what a page's download asks before it opens the bytes. */
export const getRunFile = defineQuery({
  name: 'registry.get-run-file',
  permission: 'registry:download',
  input: runFileRef,
  output: fileOutput,
  async run({ db, workspace }, { runId, path }) {
    const parsed = parseFilePath(path)
    const ownerId = runUuid(runId)
    if (!parsed.ok || ownerId === null) throw notFound('file')
    const key = { workspaceId: workspace.id, ownerId, path: parsed.path }
    const file = await db.artifactEntry.findUnique({ where: { workspaceId_ownerId_path: key } })
    if (!file) throw notFound('file')
    return { path: file.path, sha256: file.sha256, sizeBytes: file.sizeBytes.toString() }
  },
})
