import type { KeyObject } from 'node:crypto'
import { z } from 'zod'
import { signBytes, verifyBytes } from './ed25519'

const base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/)

/** Dead Simple Signing Envelope: the signature covers the type and the exact payload bytes. */
export const envelopeSchema = z.strictObject({
  payloadType: z.string().min(1).max(200),
  payload: base64.max(1_400_000),
  signatures: z
    .array(z.strictObject({ keyid: z.string().max(64), sig: base64.max(128) }))
    .min(1)
    .max(8),
})

export type Envelope = z.infer<typeof envelopeSchema>

/** Pre-authentication encoding. */
export function pae(payloadType: string, payload: Uint8Array): Buffer {
  const type = Buffer.from(payloadType)
  return Buffer.concat([
    Buffer.from(`DSSEv1 ${type.byteLength} `),
    type,
    Buffer.from(` ${payload.byteLength} `),
    payload,
  ])
}

export function signEnvelope(payloadType: string, payload: string, keyId: string, key: KeyObject): Envelope {
  const bytes = Buffer.from(payload)
  return {
    payloadType,
    payload: bytes.toString('base64'),
    signatures: [{ keyid: keyId, sig: signBytes(key, pae(payloadType, bytes)).toString('base64') }],
  }
}

/**
 * The payload bytes if any signature is by a key that `keyOf` trusts for this purpose, else null. Only what comes out of here may be
 * parsed.
 */
export function openEnvelope(
  envelope: Envelope,
  payloadType: string,
  keyOf: (keyId: string) => KeyObject | null,
): Buffer | null {
  if (envelope.payloadType !== payloadType) return null
  const payload = Buffer.from(envelope.payload, 'base64')
  for (const { keyid, sig } of envelope.signatures) {
    const key = keyOf(keyid)
    if (key !== null && verifyBytes(key, pae(payloadType, payload), Buffer.from(sig, 'base64'))) return payload
  }
  return null
}
