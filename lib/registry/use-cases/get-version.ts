import { defineQuery } from '@/lib/server/operation'
import { versionOutput, versionRef } from '../contract'
import { versionDetailOf } from '../reads'

export const getVersion = defineQuery({
  name: 'registry.get-version',
  permission: 'registry:read',
  input: versionRef,
  output: versionOutput,
  run: ({ db, workspace }, { versionId }) =>
    versionDetailOf(db, { workspaceId_id: { workspaceId: workspace.id, id: versionId } }),
})
