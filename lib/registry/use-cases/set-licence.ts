import { AppError } from '@/lib/kernel/app-error'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { readLicence } from '../domain/licence/licence-expression'
import { licence, setLicenceInput } from '../provenance-contract'
import { readProvenance } from '../read-provenance'
import { lockVersion, touchModel } from '../store'

/** A person says under which licence a version stands; kept in normal spelling. null gives the word back to the card. */
export const setLicence = defineCommand({
  name: 'registry.set-licence',
  permission: 'registry:write',
  input: setLicenceInput,
  output: licence,
  audit: ['registry.version-changed'],
  async run(ctx, { versionId, licence: text, reason }) {
    const { tx, workspace } = ctx
    const version = await lockVersion(ctx, versionId)
    const reading = text === null ? null : readLicence(text)
    if (reading?.ok === false)
      throw new AppError('invalid', { message: reading.problem, details: { reason: 'not_spdx' } })
    const after = reading?.expression ?? null
    const answer = async () => (await readProvenance(tx, workspace.id, versionId)).licence
    if (version.licence === after) return unchanged(await answer())
    await tx.modelVersion.update({
      where: { workspaceId_id: { workspaceId: workspace.id, id: versionId } },
      data: { licence: after, revision: { increment: 1 } },
    })
    await touchModel(ctx, version.modelId)
    await ctx.audit.record('registry.version-changed', {
      resources: [
        { kind: 'version', id: versionId },
        { kind: 'model', id: version.modelId },
      ],
      reason,
      before: { licence: version.licence },
      after: { licence: after },
    })
    return answer()
  },
})
