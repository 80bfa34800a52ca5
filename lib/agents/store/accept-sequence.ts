import { pool } from '@/lib/server/database'

const ACCEPT = `
  UPDATE "AgentPresence" SET
    "seqWindow" = CASE WHEN $3::bigint > "lastSeq" THEN
         CASE WHEN $3::bigint - "lastSeq" >= 64 THEN 1::bigint::bit(64)
              ELSE ("seqWindow" << ($3::bigint - "lastSeq")::int) | 1::bigint::bit(64) END
       ELSE "seqWindow" | (1::bigint::bit(64) << ("lastSeq" - $3::bigint)::int) END,
    "lastSeq" = GREATEST("lastSeq", $3::bigint), "lastSeenAt" = now(), "skewMs" = $4::int
  WHERE "agentId" = $1 AND "epoch" = $2 AND $3::bigint > 0 AND ($3::bigint > "lastSeq"
     OR ("lastSeq" - $3::bigint < 64 AND get_bit("seqWindow", 63 - ("lastSeq" - $3::bigint)::int) = 0))`

interface Attempt {
  agentId: string
  epoch: bigint
  seq: bigint
  skewMs: number
}

/**
 * Takes a sequence number once, in one statement: a window of 64 as in RFC 4303 lets requests on parallel connections overtake each
 * other, and no nonce has to be remembered.
 */
export async function acceptSequence(attempt: Attempt): Promise<'accepted' | 'replayed' | 'stale_epoch'> {
  const { agentId, epoch, seq, skewMs } = attempt
  const updated = await pool().query(ACCEPT, [agentId, epoch.toString(), seq.toString(), skewMs])
  if (updated.rowCount === 1) return 'accepted'
  const { rows } = await pool().query<{ epoch: string }>('SELECT epoch FROM "AgentPresence" WHERE "agentId" = $1', [
    agentId,
  ])
  return rows[0]?.epoch === epoch.toString() ? 'replayed' : 'stale_epoch'
}
