import { z } from 'zod'
import { canonicalJson } from '@/lib/kernel/canonical-json'
import { sha256Digest } from '@/lib/kernel/sha256'
import { counterSchema, digestSchema, idSchema, instantSchema } from './field-schemas'

export const RECEIPT_PAYLOAD_TYPE = 'application/vnd.slipway.receipt.v1+json'

/** `prevReceiptDigest` of an agent's first receipt. */
export const FIRST_RECEIPT_PREVIOUS = `sha256:${'0'.repeat(64)}`

export const variantStateSchema = z.enum(['PENDING', 'LOADING', 'READY', 'DRAINING', 'FAILED'])

export const observedVariantSchema = z.strictObject({
  variantId: idSchema,
  state: variantStateSchema,
  weightBps: z.int().min(0).max(10_000),
  inFlight: z.int().min(0),
})

/** What an agent says it did, signed and chained: a gap or a changed receipt is seen. */
export const receiptPayloadSchema = z.strictObject({
  n: counterSchema,
  prevReceiptDigest: digestSchema,
  agentId: idSchema,
  commandId: idSchema.nullable(),
  ticketId: idSchema.nullable(),
  kind: z.string().min(1).max(64),
  deploymentId: idSchema,
  fence: counterSchema,
  generation: counterSchema,
  beforeDigest: digestSchema.nullable(),
  afterDigest: digestSchema.nullable(),
  startedAt: instantSchema,
  finishedAt: instantSchema,
  result: z.enum(['SUCCEEDED', 'FAILED', 'REJECTED', 'CANCELLED']),
  code: z.string().max(64).nullable(),
  observedVariants: z.array(observedVariantSchema).max(16),
  agentVersion: z.string().max(64),
})

export type ReceiptPayload = z.infer<typeof receiptPayloadSchema>
export type ObservedVariant = z.infer<typeof observedVariantSchema>

/** Digest of the payload text, which the next receipt quotes. */
export function receiptDigest(payload: ReceiptPayload): string {
  return sha256Digest(canonicalJson(payload))
}
