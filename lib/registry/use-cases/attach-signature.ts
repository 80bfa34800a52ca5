import { personIdOf, personNameOf } from '@/lib/identity/domain/principal'
import { AppError } from '@/lib/kernel/app-error'
import { newId } from '@/lib/kernel/new-id'
import { sha256Hex } from '@/lib/kernel/sha256'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { attachSignatureInput, signing } from '../provenance-contract'
import { judgeSignature, plainContent } from '../signing/judge-signatures'
import { readSigning } from '../signing/read-signing'
import { signedSubject } from '../signing/signed-subject'
import { sigstoreTrust } from '../signing/trust-root'
import { lockVersion } from '../store'

const MOST = 20

/** Keeps a signature over the manifest digest. One that does not verify is refused; whether its maker is trusted is another question. */
export const attachSignature = defineCommand({
  name: 'registry.attach-signature',
  permission: 'registry:write',
  input: attachSignatureInput,
  output: signing,
  audit: ['registry.signature-attached'],
  async run(ctx, input) {
    const { tx, workspace, principal } = ctx
    const version = await lockVersion(ctx, input.versionId)
    const key = { workspaceId: workspace.id, versionId: version.id }
    const row = { ...version, files: await tx.versionFile.findMany({ where: key }) }
    const subject = signedSubject(row)
    if (subject === null)
      throw new AppError('conflict', { message: 'Submit the version first: its digest is known only then.' })
    const content = input.bundle ?? plainContent({ signature: input.signature ?? '', publicKey: input.publicKey ?? '' })
    const contentSha256 = sha256Hex(content)
    const known = await tx.versionSignature.findMany({ where: key, select: { contentSha256: true } })
    if (known.some((one) => one.contentSha256 === contentSha256)) return unchanged(await readSigning(tx, row))
    if (known.length >= MOST) throw new AppError('invalid', { message: `A version keeps at most ${MOST} signatures.` })
    const trusted = await tx.trustedSigner.findMany({ where: { workspaceId: workspace.id, removedAt: null } })
    const judged = judgeSignature({ kind: input.kind, content }, subject, trusted, await sigstoreTrust())
    if (judged.verdict === 'invalid')
      throw new AppError('invalid', { message: judged.detail, details: { reason: 'bad_signature' } })
    await tx.versionSignature.create({
      data: {
        ...key,
        id: newId(),
        kind: input.kind,
        manifestDigest: subject.manifestDigest,
        content,
        contentSha256,
        addedById: personIdOf(principal) ?? principal.id,
        addedByName: personNameOf(principal),
        addedAt: ctx.clock.now(),
      },
    })
    const { verdict, identity, issuer, signer, logged } = judged
    await ctx.audit.record('registry.signature-attached', {
      resources: [
        { kind: 'version', id: version.id },
        { kind: 'model', id: version.modelId },
      ],
      after: { kind: input.kind, contentSha256, manifestDigest: subject.manifestDigest },
      data: { verdict, identity, issuer, signer, logged },
    })
    return readSigning(tx, row)
  },
})
