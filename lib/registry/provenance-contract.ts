import { z } from 'zod'

const reason = z.string().trim().min(3).max(2000)

export const setLicenceInput = z.strictObject({
  versionId: z.uuid(),
  /** An SPDX expression; null: what the card states counts again. */
  licence: z.string().trim().min(1).max(500).nullable(),
  reason: z.string().trim().max(2000).nullish(),
})
export const placeHoldInput = z.strictObject({ versionId: z.uuid(), reason })
export const releaseHoldInput = z.strictObject({ versionId: z.uuid(), reason })
/** `ed25519`: `signature` and `publicKey`. `sigstore`: `bundle`. */
export const attachSignatureInput = z
  .strictObject({
    versionId: z.uuid(),
    kind: z.enum(['ed25519', 'sigstore']),
    /** Base64 of the 64 bytes. */
    signature: z.string().max(200).optional(),
    /** SPKI in PEM: tells whose it is, not whether it is trusted. */
    publicKey: z.string().max(2000).optional(),
    /** JSON of a Sigstore bundle of version 0.3. */
    bundle: z.string().max(200_000).optional(),
  })
  .refine((input) => (input.kind === 'sigstore') === (input.bundle !== undefined), {
    error: 'a Sigstore signature is its bundle and nothing else',
  })
  .refine((input) => input.kind === 'sigstore' || (input.signature !== undefined && input.publicKey !== undefined), {
    error: 'an Ed25519 signature needs its public key',
  })
/** `ed25519`: `publicKey`. `sigstore`: `identity`, exactly as the certificate names it, and its `issuer`. */
export const trustSignerInput = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    kind: z.enum(['ed25519', 'sigstore']),
    publicKey: z.string().max(2000).optional(),
    identity: z.string().trim().min(1).max(500).optional(),
    issuer: z.url().max(500).optional(),
  })
  .refine((input) => (input.kind === 'ed25519' ? input.publicKey : input.identity && input.issuer) !== undefined, {
    error: 'a key needs its PEM, an identity its name and issuer',
  })
export const signerRef = z.strictObject({ signerId: z.uuid() })
export const listSignersInput = z.strictObject({})

export const signer = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['ed25519', 'sigstore']),
  identity: z.string().nullable(),
  issuer: z.string().nullable(),
  fingerprint: z.string(),
  addedByName: z.string(),
  addedAt: z.string(),
})
export type SignerView = z.infer<typeof signer>
export const signerList = z.object({ items: z.array(signer) })

const hold = z.object({
  id: z.string(),
  reason: z.string(),
  placedByName: z.string(),
  placedAt: z.string(),
  releasedByName: z.string().nullable(),
  releasedAt: z.string().nullable(),
  releaseReason: z.string().nullable(),
})
export const holdOutput = hold
const relative = z.object({
  id: z.string(),
  modelId: z.string(),
  modelName: z.string(),
  number: z.number(),
  state: z.string(),
})
export type RelativeVersion = z.infer<typeof relative>

export const signing = z.object({
  verdict: z.enum(['signed-trusted', 'signed-untrusted', 'invalid', 'unsigned']),
  signatures: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['ed25519', 'sigstore']),
      verdict: z.enum(['signed-trusted', 'signed-untrusted', 'invalid']),
      identity: z.string().nullable(),
      issuer: z.string().nullable(),
      signer: z.string().nullable(),
      logged: z.boolean(),
      detail: z.string(),
      addedByName: z.string(),
      addedAt: z.string(),
    }),
  ),
})
export type SigningView = z.infer<typeof signing>

export const licence = z.object({
  /** In normal spelling; null: none is known. */
  expression: z.string().nullable(),
  source: z.enum(['person', 'card', 'model-card']).nullable(),
  /** What the card says, where that is no SPDX expression. */
  stated: z.string().nullable(),
  problem: z.string().nullable(),
  deprecated: z.array(z.string()),
})
export type LicenceView = z.infer<typeof licence>

export const provenance = z.object({
  licence,
  /** The open hold, if any, and those of the past. */
  hold: hold.nullable(),
  pastHolds: z.array(hold),
  signing,
  lineage: z.object({
    /** Digests of data that the run, or the file itself, names. */
    data: z.array(z.object({ name: z.string().nullable(), digest: z.string(), from: z.enum(['version', 'run']) })),
    /** `found`: the run is one of this workspace and can be opened. */
    run: z.object({ id: z.string(), name: z.string().nullable(), found: z.boolean() }).nullable(),
    commit: z.string().nullable(),
    copiedFrom: relative.nullable(),
    copies: z.array(relative),
    /** Other versions with the same bytes that are no copies by record. */
    sameContent: z.array(relative),
  }),
})
export type ProvenanceView = z.infer<typeof provenance>
