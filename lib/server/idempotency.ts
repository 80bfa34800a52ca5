import { AppError } from '@/lib/kernel/app-error'
import { canonicalJson } from '@/lib/kernel/canonical-json'
import { sha256Digest } from '@/lib/kernel/sha256'
import type { Db } from './database'

interface Claim {
  workspaceId: string
  principalId: string
  command: string
  key: string
  input: unknown
}

function digestOf(claim: Claim): string {
  return sha256Digest(canonicalJson(JSON.parse(JSON.stringify({ command: claim.command, input: claim.input }))))
}

/**
 * The stored answer of an earlier call with the same key, or null after taking the key's lock: parallel calls with one key
 * are serialised by a transaction-scoped advisory lock, so 50 equal clicks give one effect and 50 equal answers.
 */
export async function findAnswer(tx: Db, claim: Claim): Promise<{ answer: unknown } | null> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${claim.workspaceId}:${claim.principalId}:${claim.key}`}, 0))`
  const row = await tx.idempotencyKey.findUnique({
    where: {
      workspaceId_principalId_key: { workspaceId: claim.workspaceId, principalId: claim.principalId, key: claim.key },
    },
  })
  if (!row) return null
  if (row.inputDigest !== digestOf(claim))
    throw new AppError('idempotency_mismatch', {
      message: 'This Idempotency-Key was used for another request. Use a new key for a new request.',
    })
  return { answer: row.answer }
}

export async function saveAnswer(tx: Db, claim: Claim & { answer: unknown }): Promise<void> {
  await tx.idempotencyKey.create({
    data: {
      workspaceId: claim.workspaceId,
      principalId: claim.principalId,
      key: claim.key,
      command: claim.command,
      inputDigest: digestOf(claim),
      answer: JSON.parse(JSON.stringify(claim.answer ?? null)),
    },
  })
}
