import type { KeyObject } from 'node:crypto'
import { verifyBytes } from './ed25519'
import { contentDigest, signatureBase, signatureParams } from './signature-base'

export interface RequestSignature {
  agentId: string
  keyId: string
  epoch: bigint
  seq: bigint
  createdUnixSec: number
  signature: Buffer
}

const INPUT = /^sig1=\(.*\);created=(\d{1,12});keyid="(ed25519:[0-9a-f]{32})";alg="ed25519"$/
const SIGNATURE = /^sig1=:([A-Za-z0-9+/]{86}==):$/
const COUNTER = /^(0|[1-9]\d{0,18})$/

type ReadHeader = (name: string) => string | null

/** Reads the signature headers; null when any is missing or has another shape than the one agents send. */
export function parseRequestSignature(header: ReadHeader): RequestSignature | null {
  const rawInput = header('signature-input') ?? ''
  const input = INPUT.exec(rawInput)
  const signature = SIGNATURE.exec(header('signature') ?? '')
  const agentId = header('slipway-agent') ?? ''
  const epoch = header('slipway-epoch') ?? ''
  const seq = header('slipway-seq') ?? ''
  if (input?.[1] === undefined || input[2] === undefined || signature?.[1] === undefined) return null
  if (agentId === '' || agentId.length > 64 || !COUNTER.test(epoch) || !COUNTER.test(seq)) return null
  const createdUnixSec = Number(input[1])
  // The covered components are fixed: a signature over fewer of them is not ours.
  if (rawInput !== `sig1=${signatureParams(createdUnixSec, input[2])}`) return null
  return {
    agentId,
    keyId: input[2],
    epoch: BigInt(epoch),
    seq: BigInt(seq),
    createdUnixSec,
    signature: Buffer.from(signature[1], 'base64'),
  }
}

interface VerifiedParts {
  method: string
  /** Path and query exactly as sent. */
  path: string
  query: string
  body: Uint8Array
  contentDigestHeader: string | null
}

/** True when the digest header fits the body and the signature covers exactly this request. */
export function verifyRequest(parts: VerifiedParts, signed: RequestSignature, key: KeyObject): boolean {
  if (parts.contentDigestHeader !== contentDigest(parts.body)) return false
  const base = signatureBase({ ...parts, ...signed, query: parts.query === '' ? '?' : parts.query })
  return verifyBytes(key, Buffer.from(base), signed.signature)
}
