import { createHash } from 'node:crypto'

const MAX_BODY_BYTES = 262_144

/**
 * body = "slipway-audit/v1\n" || JCS(event); leafHash = SHA-256(0x00 || body), the leaf hash of RFC 6962.
 * The bytes are stored as they are: nothing is ever re-canonicalised from an index column.
 */
export function encodeEvent(canonical: string): { body: Buffer<ArrayBuffer>; leafHash: Buffer<ArrayBuffer> } {
  const body = Buffer.from(`slipway-audit/v1\n${canonical}`, 'utf8')
  if (body.length > MAX_BODY_BYTES)
    throw new Error(`audit event of ${body.length} bytes is larger than ${MAX_BODY_BYTES}`)
  const leafHash = Buffer.from(
    createHash('sha256')
      .update(Buffer.from([0]))
      .update(body)
      .digest(),
  )
  return { body, leafHash }
}
