import { createHash } from 'node:crypto'

/** Everything a request signature covers, in the order of the signature base. */
export interface SignedRequest {
  method: string
  path: string
  /** With the leading question mark; `?` alone when there is none. */
  query: string
  body: Uint8Array
  agentId: string
  epoch: bigint
  seq: bigint
  createdUnixSec: number
  keyId: string
}

const COMPONENTS = '("@method" "@path" "@query" "content-digest" "slipway-agent" "slipway-epoch" "slipway-seq")'

/** RFC 9530. */
export function contentDigest(body: Uint8Array): string {
  return `sha-256=:${createHash('sha256').update(body).digest('base64')}:`
}

export function signatureParams(createdUnixSec: number, keyId: string): string {
  return `${COMPONENTS};created=${createdUnixSec};keyid="${keyId}";alg="ed25519"`
}

/** The bytes that are signed (RFC 9421, section 2.5). */
export function signatureBase(request: SignedRequest): string {
  return [
    `"@method": ${request.method}`,
    `"@path": ${request.path}`,
    `"@query": ${request.query}`,
    `"content-digest": ${contentDigest(request.body)}`,
    `"slipway-agent": ${request.agentId}`,
    `"slipway-epoch": ${request.epoch}`,
    `"slipway-seq": ${request.seq}`,
    `"@signature-params": ${signatureParams(request.createdUnixSec, request.keyId)}`,
  ].join('\n')
}
