import { defineCommand, unchanged } from '@/lib/server/operation'
import { putArtifactInput } from '../artifact-contract'
import { attachArtifact } from '../attach-artifact'
import { trackingDone } from '../tracking-values'

export const putArtifact = defineCommand({
  name: 'registry.put-artifact',
  permission: 'registry:write',
  input: putArtifactInput,
  output: trackingDone,
  audit: ['registry.tracking-sealed'],
  async run(ctx, file) {
    await attachArtifact(ctx, file)
    return unchanged({})
  },
})
