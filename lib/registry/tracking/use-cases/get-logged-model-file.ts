import { notFound } from '@/lib/kernel/app-error'
import { defineQuery } from '@/lib/server/operation'
import { fileOutput } from '../../contract'
import { parseFilePath } from '../../domain/file-path'
import { loggedModelFileRef } from '../console-contract'
import { modelUuid } from '../domain/ids'
import { getLoggedModelView } from '../store/logged-models'

/** Which blob a path of a logged model names; what a page's download asks before it opens the bytes. */
export const getLoggedModelFile = defineQuery({
  name: 'registry.get-logged-model-file',
  permission: 'registry:download',
  input: loggedModelFileRef,
  output: fileOutput,
  async run({ db, workspace }, { modelId, path }) {
    await getLoggedModelView(db, workspace.id, modelId)
    const parsed = parseFilePath(path)
    const ownerId = modelUuid(modelId)
    if (!parsed.ok || ownerId === null) throw notFound('file')
    const key = { workspaceId: workspace.id, ownerId, path: parsed.path }
    const file = await db.artifactEntry.findUnique({ where: { workspaceId_ownerId_path: key } })
    if (!file) throw notFound('file')
    return { path: file.path, sha256: file.sha256, sizeBytes: file.sizeBytes.toString() }
  },
})
