import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/server/cursor'
import { defineQuery } from '@/lib/server/operation'
import { listEnrollmentTokensInput, listEnrollmentTokensOutput } from '../contract'

/** Enrolment tokens, newest first; the token itself is never shown again. */
export const listEnrollmentTokens = defineQuery({
  name: 'agents.list-enrollment-tokens',
  permission: 'agents:enroll',
  input: listEnrollmentTokensInput,
  output: listEnrollmentTokensOutput,
  async run(ctx, { cursor, limit }) {
    const before = decodeCursor(cursor, z.tuple([z.uuid()]))?.[0]
    const rows = await ctx.db.enrollmentToken.findMany({
      where: { workspaceId: ctx.workspace.id, ...(before === undefined ? {} : { id: { lt: before } }) },
      orderBy: { id: 'desc' },
      take: limit + 1,
    })
    const nowMs = ctx.clock.now().getTime()
    const items = rows.slice(0, limit).map((row) => ({
      id: row.id,
      agentName: row.agentName,
      createdById: row.createdById,
      createdAt: row.createdAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      consumedAt: row.consumedAt?.toISOString() ?? null,
      state: row.consumedAt
        ? ('USED' as const)
        : row.expiresAt.getTime() > nowMs
          ? ('WAITING' as const)
          : ('EXPIRED' as const),
    }))
    const last = items.at(-1)
    return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.id]) : null }
  },
})
