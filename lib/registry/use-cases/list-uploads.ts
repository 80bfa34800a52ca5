import { defineQuery } from '@/lib/server/operation'
import { MAX_OPEN_UPLOADS } from '../domain/limits'
import { uploadParts, uploadState } from '../read-upload'
import { listUploadsInput, uploadList } from '../upload-contract'

/** The caller's own unfinished uploads into versions that still take files, newest first. */
export const listUploads = defineQuery({
  name: 'registry.list-uploads',
  permission: 'registry:write',
  input: listUploadsInput,
  output: uploadList,
  async run({ db, workspace, principal, clock }, { modelId }) {
    const rows = await db.upload.findMany({
      where: {
        workspaceId: workspace.id,
        createdById: principal.id,
        state: 'OPEN',
        expiresAt: { gt: clock.now() },
        version: { state: 'PENDING', ...(modelId === undefined ? {} : { modelId }) },
      },
      include: uploadParts,
      orderBy: { createdAt: 'desc' },
      take: MAX_OPEN_UPLOADS,
    })
    return { items: rows.map(uploadState) }
  },
})
