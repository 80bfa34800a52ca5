import type { KeyObject } from 'node:crypto'
import { signBytes } from './ed25519'
import { contentDigest, type SignedRequest, signatureBase, signatureParams } from './signature-base'

/** The headers that make a request an agent's own (RFC 9421, label sig1). */
export function signRequest(request: SignedRequest, key: KeyObject): Record<string, string> {
  const signature = signBytes(key, Buffer.from(signatureBase(request)))
  return {
    'content-digest': contentDigest(request.body),
    'slipway-agent': request.agentId,
    'slipway-epoch': String(request.epoch),
    'slipway-seq': String(request.seq),
    'signature-input': `sig1=${signatureParams(request.createdUnixSec, request.keyId)}`,
    signature: `sig1=:${signature.toString('base64')}:`,
  }
}
