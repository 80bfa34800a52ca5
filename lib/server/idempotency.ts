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

/** Longer than the transaction that holds the key may take; an equal call that is under way is waited for, not refused. */
const PATIENCE = '28s'

/** The key's lock, until the end of the transaction. Only who has to wait pays for more patience than other locks get. */
async function lockKey(tx: Db, { workspaceId, principalId, key }: Claim): Promise<void> {
  const name = `${workspaceId}:${principalId}:${key}`
  const [taken] = await tx.$queryRaw<{ mine: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) AS mine`
  if (taken?.mine === true) return
  const [usual] = await tx.$queryRaw<{ lock: string; statement: string }[]>`
    SELECT current_setting('lock_timeout') AS lock, current_setting('statement_timeout') AS statement,
      set_config('lock_timeout', ${PATIENCE}, true), set_config('statement_timeout', ${PATIENCE}, true)`
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`
  await tx.$executeRaw`SELECT set_config('lock_timeout', ${usual?.lock ?? '5s'}, true),
    set_config('statement_timeout', ${usual?.statement ?? '15s'}, true)`
}

/**
 * The stored answer of an earlier call with the same key, or null after taking the key's lock: parallel calls with one key
 * are serialised by a transaction-scoped advisory lock, so 50 equal clicks give one effect and 50 equal answers.
 */
export async function findAnswer(tx: Db, claim: Claim): Promise<{ answer: unknown } | null> {
  await lockKey(tx, claim)
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
