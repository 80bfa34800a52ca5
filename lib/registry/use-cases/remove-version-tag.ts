import { defineCommand, unchanged } from '@/lib/server/operation'
import { removeVersionTagInput, tagOutput } from '../contract'
import { lockVersion, touchModel } from '../store'

export const removeVersionTag = defineCommand({
  name: 'registry.remove-version-tag',
  permission: 'registry:write',
  input: removeVersionTagInput,
  output: tagOutput,
  audit: ['registry.tag-removed'],
  async run(ctx, { versionId, key }) {
    const version = await lockVersion(ctx, versionId)
    const where = { workspaceId_versionId_key: { workspaceId: ctx.workspace.id, versionId, key } }
    const before = await ctx.tx.versionTag.findUnique({ where })
    if (!before) return unchanged({ key, value: null })
    await ctx.tx.versionTag.delete({ where })
    await touchModel(ctx, version.modelId)
    await ctx.audit.record('registry.tag-removed', {
      resources: [
        { kind: 'version', id: versionId },
        { kind: 'model', id: version.modelId },
      ],
      before: { key, value: before.value },
      after: null,
    })
    return { key, value: null }
  },
})
