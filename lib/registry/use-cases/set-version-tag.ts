import { defineCommand, unchanged } from '@/lib/server/operation'
import { setVersionTagInput, tagOutput } from '../contract'
import { lockVersion, touchModel } from '../store'

export const setVersionTag = defineCommand({
  name: 'registry.set-version-tag',
  permission: 'registry:write',
  input: setVersionTagInput,
  output: tagOutput,
  audit: ['registry.tag-set'],
  async run(ctx, { versionId, key, value }) {
    const version = await lockVersion(ctx, versionId)
    const id = { workspaceId: ctx.workspace.id, versionId, key }
    const where = { workspaceId_versionId_key: id }
    const before = await ctx.tx.versionTag.findUnique({ where })
    if (before?.value === value) return unchanged({ key, value })
    await ctx.tx.versionTag.upsert({ where, create: { ...id, value }, update: { value } })
    await touchModel(ctx, version.modelId)
    await ctx.audit.record('registry.tag-set', {
      resources: [
        { kind: 'version', id: versionId },
        { kind: 'model', id: version.modelId },
      ],
      before: before ? { key, value: before.value } : null,
      after: { key, value },
    })
    return { key, value }
  },
})
