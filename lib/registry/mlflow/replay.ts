import { newId } from '@/lib/kernel/new-id'
import { sha256Hex } from '@/lib/kernel/sha256'
import { database, pool } from '@/lib/server/database'

export interface Attempt {
  workspaceId: string
  principalId: string
  fingerprint: string
  /** Under which the command stores its answer, in the transaction of its effect. */
  attemptId: string
  /** Nobody has made this call before, or its answer was delivered: there is nothing to be looked up. */
  isNew: boolean
}

interface Call {
  workspaceId: string
  principalId: string
  parts: readonly unknown[]
  /** How long ago the call came in: an answer delivered since then was on its way beside it, not before it. */
  agoMs: number
}

/**
 * The attempt that a call belongs to: a new one, unless the same call was made before and its answer was not delivered (or was delivered
 * within the workspace's replay window). Answers are kept for a day.
 */
export async function openAttempt({ workspaceId, principalId, parts, agoMs }: Call): Promise<Attempt> {
  const fingerprint = sha256Hex(JSON.stringify(parts))
  const { rows } = await pool().query<{ attemptId: string; isNew: boolean }>({
    name: 'registry.open-attempt',
    text: `WITH fresh AS (
       INSERT INTO "ReplayAttempt" AS r ("workspaceId", "principalId", fingerprint, "attemptId", "startedAt") VALUES ($1, $2, $3, $4, now())
       ON CONFLICT ("workspaceId", "principalId", fingerprint) DO UPDATE
         SET "attemptId" = EXCLUDED."attemptId", "startedAt" = now(), "deliveredAt" = NULL
         WHERE r."startedAt" < now() - interval '24 hours' OR r."deliveredAt" < now() - make_interval(secs => $5::float8 +
           coalesce((SELECT (s.settings ->> 'replayWindowSeconds')::int FROM "RegistrySettings" s WHERE s."workspaceId" = $1), 0))
       RETURNING "attemptId"::text)
     SELECT "attemptId", true AS "isNew" FROM fresh
     UNION ALL
     SELECT "attemptId"::text, false FROM "ReplayAttempt" WHERE "workspaceId" = $1 AND "principalId" = $2 AND fingerprint = $3
     LIMIT 1`,
    values: [workspaceId, principalId, fingerprint, newId(), agoMs / 1000],
  })
  const [attempt] = rows
  if (attempt === undefined) throw new Error('an attempt is either new or already there')
  return { workspaceId, principalId, fingerprint, ...attempt }
}

/** What the attempt's command answered, once it has committed. */
export async function storedOutput({
  workspaceId,
  principalId,
  attemptId,
}: Attempt): Promise<{ output: unknown } | null> {
  const row = await database().idempotencyKey.findUnique({
    where: { workspaceId_principalId_key: { workspaceId, principalId, key: attemptId } },
    select: { answer: true },
  })
  return row ? { output: row.answer } : null
}

async function markDelivered({ workspaceId, principalId, fingerprint, attemptId }: Attempt): Promise<void> {
  await pool().query({
    name: 'registry.mark-delivered',
    text: `UPDATE "ReplayAttempt" SET "deliveredAt" = now()
      WHERE "workspaceId" = $1 AND "principalId" = $2 AND fingerprint = $3 AND "attemptId" = $4`,
    values: [workspaceId, principalId, fingerprint, attemptId],
  })
}

/**
 * A body that notes its own delivery: it is asked for more only after what it gave was written to the socket, and it ends only after the
 * note is kept, so that the next call of the same client meets it. A cut connection never asks.
 */
export function deliveredBody(text: string, attempt: Attempt): ReadableStream<Uint8Array> {
  let isSent = false
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (!isSent) {
          isSent = true
          controller.enqueue(new TextEncoder().encode(text))
          return
        }
        await markDelivered(attempt).catch(() => undefined)
        controller.close()
      },
    },
    { highWaterMark: 0 },
  )
}
