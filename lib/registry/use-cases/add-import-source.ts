import { personIdOf, personNameOf } from '@/lib/identity/domain/principal'
import { AppError } from '@/lib/kernel/app-error'
import { newId } from '@/lib/kernel/new-id'
import { requireEgress } from '@/lib/server/egress'
import { EgressError } from '@/lib/server/egress-error'
import { importSecretPlace, originOf } from '@/lib/server/import/open-source'
import { defineCommand } from '@/lib/server/operation'
import { secretBox } from '@/lib/server/secret-box'
import { parseImportAddress } from '../domain/import-address'
import { MAX_IMPORT_SOURCES } from '../import/find-import-source'
import { toImportSourceView } from '../import/import-source-view'
import { addImportSourceInput, importSource } from '../import-source-contract'

/** Better said now than with every registration that would fail. Names are looked up then, and only then. */
function requireOpenDestination(origin: string): void {
  try {
    requireEgress(origin)
  } catch (error) {
    if (!(error instanceof EgressError)) throw error
    throw new AppError('invalid', { message: error.message, details: { reason: 'egress_blocked' }, cause: error })
  }
}

/** From now on, versions may be registered from addresses at and below this one; the bytes are copied. */
export const addImportSource = defineCommand({
  name: 'registry.add-import-source',
  permission: 'registry:administer',
  input: addImportSourceInput,
  output: importSource,
  audit: ['registry.import-source-added'],
  async run(ctx, { address, secret, region, endpoint, accessKeyId }) {
    const { tx, workspace, principal } = ctx
    const parsed = parseImportAddress(address)
    if (parsed === null) throw new AppError('invalid', { message: 'This address has more than one reading.' })
    const { scheme, place, path: prefix } = parsed
    const spoken = {
      scheme,
      place,
      region: scheme === 's3' ? (region ?? 'us-east-1') : null,
      endpoint: endpoint === undefined ? null : new URL(endpoint).origin,
    }
    requireOpenDestination(originOf(spoken))
    const lock = `registry.import-sources:${workspace.id}`
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${lock}, 0))`
    const live = { workspaceId: workspace.id, archivedAt: null }
    if (await tx.importSource.findFirst({ where: { ...live, scheme, place, prefix } }))
      throw new AppError('conflict', {
        message: 'This address is an import source already. Replace its secret, or remove it first.',
        details: { reason: 'known' },
      })
    if ((await tx.importSource.count({ where: live })) >= MAX_IMPORT_SOURCES)
      throw new AppError('conflict', { message: `A workspace has at most ${MAX_IMPORT_SOURCES} import sources.` })
    const id = newId()
    const now = ctx.clock.now()
    const row = await tx.importSource.create({
      data: {
        id,
        workspaceId: workspace.id,
        ...spoken,
        prefix,
        accessKeyId: accessKeyId ?? null,
        secret:
          secret === undefined ? null : secretBox.seal(importSecretPlace({ id, workspaceId: workspace.id }), secret),
        secretChangedAt: secret === undefined ? null : now,
        createdById: personIdOf(principal) ?? principal.id,
        createdByName: personNameOf(principal),
        createdAt: now,
      },
    })
    const view = toImportSourceView(row)
    await ctx.audit.record('registry.import-source-added', {
      resources: [{ kind: 'import-source', id }],
      before: null,
      after: view,
    })
    return view
  },
})
