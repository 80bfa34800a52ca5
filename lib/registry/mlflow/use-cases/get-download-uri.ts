import { z } from 'zod'
import { defineQuery } from '@/lib/server/operation'
import { findModelId, modelNotFound, versionNotFound } from '../names'

/** Where the sealed bytes of a version are: never those of the run it came from. */
export const getDownloadUri = defineQuery({
  name: 'registry.get-download-uri',
  permission: 'registry:read',
  input: z.strictObject({ name: z.string(), number: z.int() }),
  output: z.object({ uri: z.string() }),
  async run({ db, workspace }, { name, number }) {
    const modelId = await findModelId(db, workspace.id, name)
    if (modelId === null) throw modelNotFound(name)
    const version = await db.modelVersion.findUnique({
      where: { workspaceId_modelId_number: { workspaceId: workspace.id, modelId, number }, state: { not: 'ARCHIVED' } },
      select: { id: true },
    })
    if (!version) throw versionNotFound(name, number)
    return { uri: `mlflow-artifacts:/model-versions/${version.id}` }
  },
})
