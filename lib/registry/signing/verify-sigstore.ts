import { createHash, X509Certificate } from 'node:crypto'
import { type Bundle, bundleFromJSON } from '@sigstore/bundle'
import { toSignedEntity, VerificationError, Verifier } from '@sigstore/verify'
import { z } from 'zod'
import { listsManifest } from '../domain/signing/model-signing'
import type { JudgedSignature } from '../domain/signing/signing-verdict'
import type { SigstoreTrust } from './trust-root'

/** Who signed, by the certificate; believed only where its chain was verified. */
export type SigstoreVerdict = Omit<JudgedSignature, 'signer' | 'verdict'> & {
  outcome: 'verified' | 'unverified' | 'invalid'
}

export interface SignedSubject {
  manifestDigest: string
  /** The canonical JSON whose SHA-256 the manifest digest is. */
  manifest: string
}

const MEDIA_TYPES = [
  'application/vnd.dev.sigstore.bundle.v0.3+json',
  'application/vnd.dev.sigstore.bundle+json;version=0.3',
]
const IN_TOTO = 'application/vnd.in-toto+json'
const statement = z.object({ subject: z.array(z.object({ digest: z.record(z.string(), z.string()) })) })
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

class Refused extends Error {}

function readBundle(text: string): Bundle {
  let bundle: Bundle
  try {
    bundle = bundleFromJSON(JSON.parse(text))
  } catch {
    throw new Refused('It is not a Sigstore bundle.')
  }
  if (!MEDIA_TYPES.includes(bundle.mediaType)) throw new Refused('Only Sigstore bundles of version 0.3 are read.')
  if (bundle.verificationMaterial.content.$case === 'publicKey')
    throw new Refused('The bundle carries no certificate. Hand in the signature of a plain key as such.')
  return bundle
}

function certificateOf(bundle: Bundle): X509Certificate {
  const { content } = bundle.verificationMaterial
  const raw =
    content.$case === 'certificate'
      ? content.certificate.rawBytes
      : content.$case === 'x509CertificateChain'
        ? content.x509CertificateChain.certificates[0]?.rawBytes
        : undefined
  if (!raw) throw new Refused('The bundle carries no certificate.')
  return new X509Certificate(raw)
}

/** The bytes that were signed: the manifest itself, or its digest as text. A statement has to name the digest as its subject. */
function signedBytes(bundle: Bundle, { manifest, manifestDigest }: SignedSubject): Buffer {
  const { content } = bundle
  if (content.$case === 'dsseEnvelope') {
    const { payload, payloadType } = content.dsseEnvelope
    const hex = manifestDigest.replace(/^sha256:/, '')
    const value: unknown = payloadType === IN_TOTO ? JSON.parse(payload.toString('utf8')) : null
    const parsed = statement.safeParse(value)
    const named = parsed.success && parsed.data.subject.some((subject) => subject.digest['sha256'] === hex)
    if (!named && !listsManifest(value, manifest)) throw new Refused('Its statement is not about this version.')
    return payload
  }
  const stated = content.messageSignature.messageDigest?.digest
  const candidates = [manifest, manifestDigest, `${manifestDigest}\n`].map((text) => Buffer.from(text))
  const found = candidates.find((bytes) => stated !== undefined && sha256(bytes).equals(stated))
  if (!found) throw new Refused('It signs something else than this version.')
  return found
}

function verifierOf(trust: Extract<SigstoreTrust, { state: 'ready' }>): Verifier {
  return new Verifier(trust.material, {
    tlogThreshold: trust.hasLog ? 1 : 0,
    ctlogThreshold: trust.hasCertificateLog ? 1 : 0,
    timestampThreshold: 1,
  })
}

/** Signature, then chain and log. A certificate of an authority that is not configured leaves a signature of a stranger, not a broken one. */
export function verifySigstore(text: string, subject: SignedSubject, trust: SigstoreTrust): SigstoreVerdict {
  const nobody = { identity: null, issuer: null, logged: false }
  try {
    const bundle = readBundle(text)
    const certificate = certificateOf(bundle)
    const entity = toSignedEntity(bundle, signedBytes(bundle, subject))
    if (!entity.signature.verifySignature(certificate.publicKey))
      throw new Refused('The signature does not fit the certificate.')
    const claimed = { ...nobody, identity: certificate.subjectAltName?.replace(/^(email|URI):/, '') ?? null }
    const unverified = (detail: string): SigstoreVerdict => ({ ...claimed, outcome: 'unverified', detail })
    if (trust.state === 'not-configured')
      return unverified('No Sigstore trust root is configured: the certificate was not checked.')
    if (trust.state === 'not-readable')
      return unverified('The configured Sigstore trust root cannot be read: the certificate was not checked.')
    try {
      const { identity } = verifierOf(trust).verify(entity)
      return {
        outcome: 'verified',
        identity: identity?.subjectAlternativeName ?? null,
        issuer: identity?.extensions?.issuer ?? null,
        logged: trust.hasLog,
        detail: trust.hasLog
          ? 'Signature, certificate chain and log entry are verified.'
          : 'Signature and certificate chain are verified; the trust root names no transparency log.',
      }
    } catch (error) {
      if (error instanceof VerificationError && error.code === 'CERTIFICATE_ERROR')
        return unverified('The certificate does not lead to a trusted authority, or was not valid when it signed.')
      throw error
    }
  } catch (error) {
    const detail =
      error instanceof Refused
        ? error.message
        : `It does not verify: ${error instanceof Error ? error.message : 'unknown reason'}.`
    return { ...nobody, outcome: 'invalid', detail }
  }
}
