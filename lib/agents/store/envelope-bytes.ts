import { type Envelope, envelopeSchema } from '../domain/dsse'

/** Envelopes are kept as the bytes that were signed and sent, never rebuilt. */
export function envelopeToBytes(envelope: Envelope): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(JSON.stringify(envelope)))
}

export function envelopeFromBytes(bytes: Uint8Array): Envelope {
  return envelopeSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
}
