import { AppError } from '@/lib/kernel/app-error'
import { canonicalJson } from '@/lib/kernel/canonical-json'
import { sha256Digest } from '@/lib/kernel/sha256'
import { Prisma } from '@/prisma/generated/client'
import type { Db } from './database'

export interface Claim {
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

interface Claimed {
  mine: boolean
  inputDigest: string | null
  answer: unknown
}

/** From now on this transaction waits for whatever an equal call may still hold. */
export async function waitPatiently(tx: Db): Promise<void> {
  await tx.$executeRaw`SELECT set_config('lock_timeout', ${PATIENCE}, true), set_config('statement_timeout', ${PATIENCE}, true)`
}

/** Only who has to wait for the key pays for more patience than other locks get. */
async function waitForKey(tx: Db, lockName: string): Promise<void> {
  const [usual] = await tx.$queryRaw<{ lock: string; statement: string }[]>`
    SELECT current_setting('lock_timeout') AS lock, current_setting('statement_timeout') AS statement,
      set_config('lock_timeout', ${PATIENCE}, true), set_config('statement_timeout', ${PATIENCE}, true)`
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${lockName}, 0))`
  await tx.$executeRaw`SELECT set_config('lock_timeout', ${usual?.lock ?? '5s'}, true),
    set_config('statement_timeout', ${usual?.statement ?? '15s'}, true)`
}

/** Takes the key's lock, unless somebody holds it, and reads what is stored under the key. */
async function tryClaim(tx: Db, lockName: string, { workspaceId, principalId, key }: Claim): Promise<Claimed | null> {
  const [claimed] = await tx.$queryRaw<Claimed[]>`/* by key */
    SELECT * FROM claim_key(${lockName}, ${workspaceId}::uuid, ${principalId}, ${key})`
  return claimed?.mine === true ? claimed : null
}

/**
 * The stored answer of an earlier call with the same key, or null after taking the key's lock: parallel calls with one key
 * are serialised by a transaction-scoped advisory lock, so 50 equal clicks give one effect and 50 equal answers.
 */
export async function findAnswer(tx: Db, claim: Claim): Promise<{ answer: unknown } | null> {
  const lockName = `${claim.workspaceId}:${claim.principalId}:${claim.key}`
  let claimed = await tryClaim(tx, lockName, claim)
  if (claimed === null) {
    await waitForKey(tx, lockName)
    claimed = await tryClaim(tx, lockName, claim)
  }
  if (claimed === null) throw new Error('a lock that is held is granted again')
  if (claimed.inputDigest === null) return null
  if (claimed.inputDigest !== digestOf(claim))
    throw new AppError('idempotency_mismatch', {
      message: 'This Idempotency-Key was used for another request. Use a new key for a new request.',
    })
  return { answer: claimed.answer }
}

/** Another call with the key came first after all: this one must roll back, claim the key and answer like the first. */
export class KeyTaken extends Error {}

/** The statement that keeps an answer for the next call with the key; it writes nothing where another call has kept one meanwhile. */
export function insertOfAnswer(claim: Claim & { answer: unknown }): Prisma.Sql {
  const { workspaceId, principalId, key, command, answer } = claim
  return Prisma.sql`INSERT INTO "IdempotencyKey" ("workspaceId", "principalId", key, command, "inputDigest", answer)
    VALUES (${workspaceId}::uuid, ${principalId}, ${key}, ${command}, ${digestOf(claim)}, ${JSON.stringify(answer ?? null)}::jsonb)
    ON CONFLICT DO NOTHING`
}
