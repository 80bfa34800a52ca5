import { z } from 'zod'
import { notFound } from '@/lib/kernel/app-error'
import { defineQuery } from '@/lib/server/operation'
import { versionRef } from '../contract'
import { requireTransition } from '../store'

/** Whether a version takes files now; asked before the bytes are read. The command asks again under a lock. */
export const prepareUpload = defineQuery({
  name: 'registry.prepare-upload',
  permission: 'registry:write',
  input: versionRef,
  output: z.object({}),
  async run({ db, workspace }, { versionId }) {
    const version = await db.modelVersion.findUnique({
      where: { workspaceId_id: { workspaceId: workspace.id, id: versionId } },
      select: { number: true, state: true, source: true },
    })
    if (!version) throw notFound('version')
    requireTransition(version, 'attach-file')
    return {}
  },
})
