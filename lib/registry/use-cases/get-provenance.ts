import { defineQuery } from '@/lib/server/operation'
import { versionRef } from '../contract'
import { provenance } from '../provenance-contract'
import { readProvenance } from '../read-provenance'

export const getProvenance = defineQuery({
  name: 'registry.get-provenance',
  permission: 'registry:read',
  input: versionRef,
  output: provenance,
  run: ({ db, workspace }, { versionId }) => readProvenance(db, workspace.id, versionId),
})
