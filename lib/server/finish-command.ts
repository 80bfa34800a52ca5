import { insertOfEvents } from '@/lib/audit/door'
import { Prisma } from '@/prisma/generated/client'
import type { Db } from './database'
import { type Claim, insertOfAnswer, KeyTaken } from './idempotency'

interface Ending {
  /** Rows of audit events. */
  events: readonly Prisma.Sql[]
  /** The answer, where the call has a key. */
  answer: (Claim & { answer: unknown }) | null
  /** What live screens are told once it is committed. */
  live: string | null
}

/**
 * What a command ends with, in one statement: its events, the answer under its key, and the call that wakes live screens. Throws `KeyTaken`
 * where the key was not claimed and another call has kept its answer meanwhile; one that is about to is waited for.
 */
export async function finishCommand(tx: Db, { events, answer, live }: Ending): Promise<void> {
  const writes = [
    ...(events.length === 0 ? [] : [Prisma.sql`noted AS (${insertOfEvents(events)})`]),
    ...(answer === null ? [] : [Prisma.sql`saved AS (${insertOfAnswer(answer)} RETURNING 1)`]),
  ]
  if (writes.length === 0) return
  const saved = answer === null ? Prisma.sql`1` : Prisma.sql`(SELECT count(*)::int FROM saved)`
  const told = live === null ? Prisma.sql`NULL` : Prisma.sql`pg_notify('slipway_live', ${live})::text`
  const [done] = await tx.$queryRaw<
    { saved: number }[]
  >`/* by key */ WITH ${Prisma.join(writes)} SELECT ${saved} AS saved, ${told} AS told`
  if (done?.saved !== 1) throw new KeyTaken()
}
