import type { TrustedSigner, VersionSignature } from '@/prisma/generated/client'
import { readEd25519Key, verifyEd25519 } from '../domain/signing/ed25519'
import type { JudgedSignature } from '../domain/signing/signing-verdict'
import type { SigstoreTrust } from './trust-root'
import { type SignedSubject, verifySigstore } from './verify-sigstore'

interface PlainSignature {
  signature: string
  publicKey: string
}

/** How a plain signature is kept: with the key that it claims, which never decides trust. */
export function plainContent(plain: PlainSignature): string {
  return JSON.stringify({ signature: plain.signature, publicKey: plain.publicKey })
}

type Content = Pick<VersionSignature, 'kind' | 'content'>
type Trusted = Pick<TrustedSigner, 'kind' | 'name' | 'fingerprint' | 'identity' | 'issuer'>
type Judged = Omit<JudgedSignature, 'signer'>

function judgePlain(content: string, { manifestDigest }: SignedSubject, trusted: readonly Trusted[]): JudgedSignature {
  const { signature, publicKey } = JSON.parse(content) as PlainSignature
  const key = readEd25519Key(publicKey)
  const base: Judged = {
    verdict: 'invalid',
    identity: key?.fingerprint ?? null,
    issuer: null,
    logged: false,
    detail: '',
  }
  if (key === null || !verifyEd25519(key.pem, manifestDigest, signature))
    return {
      ...base,
      signer: null,
      detail: 'The signature does not fit its key and the manifest digest of this version.',
    }
  const signer = trusted.find((one) => one.kind === 'ed25519' && one.fingerprint === key.fingerprint)
  return signer
    ? { ...base, verdict: 'signed-trusted', signer: signer.name, detail: 'Signed by a key that this workspace trusts.' }
    : {
        ...base,
        verdict: 'signed-untrusted',
        signer: null,
        detail: 'Signed, but nobody in this workspace has trusted this key.',
      }
}

/** Judged anew each time: taking trust away takes effect at once. */
export function judgeSignature(
  { kind, content }: Content,
  subject: SignedSubject,
  trusted: readonly Trusted[],
  trust: SigstoreTrust,
): JudgedSignature {
  if (kind === 'ed25519') return judgePlain(content, subject, trusted)
  const { outcome, ...facts } = verifySigstore(content, subject, trust)
  if (outcome === 'invalid') return { ...facts, verdict: 'invalid', signer: null }
  const signer =
    outcome === 'verified'
      ? trusted.find((one) => one.kind === 'sigstore' && one.identity === facts.identity && one.issuer === facts.issuer)
      : undefined
  if (signer) return { ...facts, verdict: 'signed-trusted', signer: signer.name }
  const detail =
    outcome === 'verified' ? `${facts.detail} Nobody in this workspace has trusted this identity.` : facts.detail
  return { ...facts, verdict: 'signed-untrusted', signer: null, detail }
}
