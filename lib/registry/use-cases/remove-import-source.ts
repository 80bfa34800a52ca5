import { defineCommand, unchanged } from '@/lib/server/operation'
import { toImportSourceView } from '../import/import-source-view'
import { lockImportSource } from '../import/lock-import-source'
import { importSource, importSourceRef } from '../import-source-contract'

/** Nothing is copied from there any more, and its secret is forgotten. What was copied stays. */
export const removeImportSource = defineCommand({
  name: 'registry.remove-import-source',
  permission: 'registry:administer',
  input: importSourceRef,
  output: importSource,
  audit: ['registry.import-source-removed'],
  async run(ctx, { importSourceId }) {
    const { tx, workspace } = ctx
    const where = { workspaceId_id: { workspaceId: workspace.id, id: importSourceId } }
    const before = await lockImportSource(ctx, importSourceId)
    if (before.archivedAt !== null) return unchanged(toImportSourceView(before))
    const row = await tx.importSource.update({ where, data: { secret: null, archivedAt: ctx.clock.now() } })
    await ctx.audit.record('registry.import-source-removed', {
      resources: [{ kind: 'import-source', id: importSourceId }],
      before: toImportSourceView(before),
      after: null,
    })
    return toImportSourceView(row)
  },
})
