import { notFound } from '@/lib/kernel/app-error'
import { defineQuery } from '@/lib/server/operation'
import { fileList, versionRef } from '../contract'

export const listFiles = defineQuery({
  name: 'registry.list-files',
  permission: 'registry:read',
  input: versionRef,
  output: fileList,
  async run({ db, workspace }, { versionId }) {
    const version = await db.modelVersion.findUnique({
      where: { workspaceId_id: { workspaceId: workspace.id, id: versionId } },
      select: { files: { orderBy: { path: 'asc' } } },
    })
    if (!version) throw notFound('version')
    return {
      items: version.files.map(({ path, sha256, sizeBytes }) => ({ path, sha256, sizeBytes: sizeBytes.toString() })),
    }
  },
})
