import { defineCommand, unchanged } from '@/lib/server/operation'
import { attachArtifact } from '../attach-artifact'
import { putArtifactInput, trackingDone } from '../contract'

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
