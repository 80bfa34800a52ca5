import { notFound } from '@/lib/kernel/app-error'
import { defineQuery } from '@/lib/server/operation'
import { fileOutput, fileRef } from '../contract'
import { parseFilePath } from '../domain/file-path'

/** Which blob a path of a version names; what a download asks before it opens the bytes. */
export const getFile = defineQuery({
  name: 'registry.get-file',
  permission: 'registry:download',
  input: fileRef,
  output: fileOutput,
  async run({ db, workspace }, { versionId, path }) {
    const parsed = parseFilePath(path)
    if (!parsed.ok) throw notFound('file')
    const key = { workspaceId: workspace.id, versionId, path: parsed.path }
    const file = await db.versionFile.findUnique({ where: { workspaceId_versionId_path: key } })
    if (!file) throw notFound('file')
    return { path: file.path, sha256: file.sha256, sizeBytes: file.sizeBytes.toString() }
  },
})
