import { notFound } from '@/lib/kernel/app-error'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { signer, signerRef } from '../provenance-contract'
import { toSignerView } from '../signing/signer-view'

/** Takes trust away: signatures of this key or identity are a stranger's from now on. */
export const removeSigner = defineCommand({
  name: 'registry.remove-signer',
  permission: 'registry:administer',
  input: signerRef,
  output: signer,
  audit: ['registry.signer-removed'],
  async run(ctx, { signerId }) {
    const row = await ctx.tx.trustedSigner.findFirst({ where: { id: signerId, workspaceId: ctx.workspace.id } })
    if (!row) throw notFound('signer')
    if (row.removedAt !== null) return unchanged(toSignerView(row))
    await ctx.tx.trustedSigner.update({ where: { id: row.id }, data: { removedAt: ctx.clock.now() } })
    await ctx.audit.record('registry.signer-removed', {
      resources: [{ kind: 'signer', id: row.id }],
      before: { name: row.name, kind: row.kind, fingerprint: row.fingerprint },
      after: null,
    })
    return toSignerView(row)
  },
})
