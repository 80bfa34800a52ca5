import { personIdOf, personNameOf } from '@/lib/identity/domain/principal'
import { AppError } from '@/lib/kernel/app-error'
import { canonicalJson } from '@/lib/kernel/canonical-json'
import { newId } from '@/lib/kernel/new-id'
import { sha256Digest } from '@/lib/kernel/sha256'
import { defineCommand } from '@/lib/server/operation'
import { readEd25519Key } from '../domain/signing/ed25519'
import { signer, trustSignerInput } from '../provenance-contract'
import { toSignerView } from '../signing/signer-view'

/** Signatures of this key or identity count as trusted from now on, also those that lie here already. */
export const trustSigner = defineCommand({
  name: 'registry.trust-signer',
  permission: 'registry:administer',
  input: trustSignerInput,
  output: signer,
  audit: ['registry.signer-trusted'],
  async run(ctx, input) {
    const { tx, workspace, principal } = ctx
    const { name, kind, identity = null, issuer = null } = input
    const key = kind === 'ed25519' ? readEd25519Key(input.publicKey ?? '') : null
    if (kind === 'ed25519' && key === null)
      throw new AppError('invalid', {
        message: 'Give an Ed25519 public key in PEM, beginning with -----BEGIN PUBLIC KEY-----.',
        details: { reason: 'not_a_key' },
      })
    const trusted = {
      name,
      kind,
      publicKey: key?.pem ?? null,
      identity: key ? null : identity,
      issuer: key ? null : issuer,
      fingerprint: key?.fingerprint ?? sha256Digest(canonicalJson({ identity, issuer })),
    }
    const twin = await tx.trustedSigner.findFirst({
      where: { workspaceId: workspace.id, fingerprint: trusted.fingerprint, removedAt: null },
    })
    if (twin)
      throw new AppError('conflict', {
        message: `It is trusted already, as ${twin.name}.`,
        details: { reason: 'known' },
      })
    const row = await tx.trustedSigner.create({
      data: {
        ...trusted,
        id: newId(),
        workspaceId: workspace.id,
        addedById: personIdOf(principal) ?? principal.id,
        addedByName: personNameOf(principal),
        addedAt: ctx.clock.now(),
      },
    })
    await ctx.audit.record('registry.signer-trusted', {
      resources: [{ kind: 'signer', id: row.id }],
      before: null,
      after: trusted,
    })
    return toSignerView(row)
  },
})
