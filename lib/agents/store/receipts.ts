import { AppError } from '@/lib/kernel/app-error'
import { sha256Digest } from '@/lib/kernel/sha256'
import type { CommandContext } from '@/lib/server/operation'
import { type Envelope, openEnvelope } from '../domain/dsse'
import { publicKeyFromRaw } from '../domain/ed25519'
import {
  FIRST_RECEIPT_PREVIOUS,
  RECEIPT_PAYLOAD_TYPE,
  type ReceiptPayload,
  receiptPayloadSchema,
} from '../domain/receipt'
import { protocolError } from '../protocol-error'
import { envelopeToBytes } from './envelope-bytes'

async function openReceipt(
  ctx: CommandContext,
  envelope: Envelope,
): Promise<{ receipt: ReceiptPayload; digest: string }> {
  const agentId = ctx.principal.id
  // A retired key may have signed a receipt that waited on the agent's disk; a key of another agent never counts.
  const keys = await ctx.tx.agentKey.findMany({ where: { agentId } })
  const byId = new Map(keys.map((row) => [row.keyId, row.publicKey]))
  const payload = openEnvelope(envelope, RECEIPT_PAYLOAD_TYPE, (keyId) => {
    const raw = byId.get(keyId)
    return raw === undefined ? null : publicKeyFromRaw(raw)
  })
  if (payload === null) throw protocolError('bad_signature', 'The receipt is not signed by this agent.')
  const parsed = receiptPayloadSchema.safeParse(JSON.parse(payload.toString('utf8')))
  if (!parsed.success || parsed.data.agentId !== agentId)
    throw new AppError('invalid', { message: 'The receipt does not have the form of a receipt of this agent.' })
  return { receipt: parsed.data, digest: sha256Digest(payload) }
}

/** A gap or a fork of an agent's chain is stored as it came and shouted about: the offline verifier will find it, too. */
async function warnOfBrokenChain(ctx: CommandContext, receipt: ReceiptPayload): Promise<void> {
  const n = BigInt(receipt.n)
  const before = await ctx.tx.receipt.findFirst({
    where: { agentId: ctx.principal.id, n: { lt: n } },
    orderBy: { n: 'desc' },
  })
  const expected = before?.digest ?? FIRST_RECEIPT_PREVIOUS
  if (receipt.prevReceiptDigest === expected) return
  ctx.log.error({ agentId: ctx.principal.id, n: receipt.n }, 'receipt chain has a gap or a fork')
}

/** Verifies and stores a receipt verbatim; the same one again is fine, another one with its number is not. */
export async function takeReceipt(ctx: CommandContext, envelope: Envelope): Promise<ReceiptPayload> {
  const { receipt, digest } = await openReceipt(ctx, envelope)
  const key = { agentId: ctx.principal.id, n: BigInt(receipt.n) }
  const known = await ctx.tx.receipt.findUnique({ where: { agentId_n: key } })
  if (known) {
    if (known.digest === digest) return receipt
    throw protocolError('receipt_conflict', 'Another receipt with this number was stored before.')
  }
  await warnOfBrokenChain(ctx, receipt)
  await ctx.tx.receipt.create({
    data: {
      ...key,
      commandId: receipt.commandId,
      prevDigest: receipt.prevReceiptDigest,
      digest,
      envelope: envelopeToBytes(envelope),
    },
  })
  await ctx.audit.record('agents.receipt-recorded', {
    resources: [
      { kind: 'agent', id: key.agentId },
      { kind: 'deployment', id: receipt.deploymentId },
      ...(receipt.commandId === null ? [] : [{ kind: 'command', id: receipt.commandId }]),
    ],
    data: {
      n: receipt.n,
      digest,
      result: receipt.result,
      code: receipt.code,
      before: receipt.beforeDigest,
      after: receipt.afterDigest,
    },
  })
  return receipt
}
