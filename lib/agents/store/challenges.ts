import { randomBytes } from 'node:crypto'
import type { Db } from '@/lib/server/database'
import { protocolError } from '../protocol-error'

/** A nonce for one use within 60 s. */
export async function issueChallenge(
  tx: Db,
  purpose: 'enroll' | 'session',
  agentId: string | null,
): Promise<{ challenge: string; expiresAt: string }> {
  const challenge = randomBytes(32).toString('base64url')
  const [row] = await tx.$queryRaw<{ expiresAt: Date }[]>`
    INSERT INTO "AgentChallenge" (nonce, "agentId", purpose, "expiresAt")
    VALUES (${challenge}, ${agentId}::uuid, ${purpose}, now() + interval '60 s') RETURNING "expiresAt"`
  if (!row) throw new Error('the challenge was not stored')
  return { challenge, expiresAt: row.expiresAt.toISOString() }
}

/** Uses a nonce up in the caller's transaction; a second use, a late one or a foreign one is refused. */
export async function consumeChallenge(
  tx: Db,
  purpose: 'enroll' | 'session',
  agentId: string | null,
  nonce: string,
): Promise<void> {
  const count = await tx.$executeRaw`UPDATE "AgentChallenge" SET "usedAt" = now()
    WHERE nonce = ${nonce} AND purpose = ${purpose} AND "agentId" IS NOT DISTINCT FROM ${agentId}::uuid AND "usedAt" IS NULL AND "expiresAt" > now()`
  if (count !== 1) throw protocolError('challenge_used', 'This challenge was used or is too old. Ask for a new one.')
}
