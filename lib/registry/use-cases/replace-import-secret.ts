import { AppError, notFound } from '@/lib/kernel/app-error'
import { importSecretPlace } from '@/lib/server/import/open-source'
import { defineCommand } from '@/lib/server/operation'
import { secretBox } from '@/lib/server/secret-box'
import { toImportSourceView } from '../import/import-source-view'
import { lockImportSource } from '../import/lock-import-source'
import { importSource, replaceImportSecretInput } from '../import-source-contract'

/** Copies that begin from now on use the new secret; the old one is gone. */
export const replaceImportSecret = defineCommand({
  name: 'registry.replace-import-secret',
  permission: 'registry:administer',
  input: replaceImportSecretInput,
  output: importSource,
  audit: ['registry.import-source-changed'],
  async run(ctx, { importSourceId, accessKeyId, secret }) {
    const { tx, workspace } = ctx
    const before = await lockImportSource(ctx, importSourceId)
    if (before.archivedAt !== null) throw notFound('import source')
    const isBucket = before.accessKeyId !== null
    if (!isBucket && accessKeyId !== undefined)
      throw new AppError('invalid', { message: 'A web server takes a token only; leave the access key out.' })
    if (before.scheme === 'http')
      throw new AppError('invalid', { message: 'A token is not sent without TLS. Add an https address instead.' })
    const row = await tx.importSource.update({
      where: { workspaceId_id: { workspaceId: workspace.id, id: importSourceId } },
      data: {
        accessKeyId: accessKeyId ?? before.accessKeyId,
        secret: secretBox.seal(importSecretPlace(before), secret),
        secretChangedAt: ctx.clock.now(),
      },
    })
    const view = toImportSourceView(row)
    await ctx.audit.record('registry.import-source-changed', {
      resources: [{ kind: 'import-source', id: importSourceId }],
      before: toImportSourceView(before),
      after: view,
    })
    return view
  },
})
