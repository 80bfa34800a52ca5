import { z } from 'zod'
import { personIdOf } from '@/lib/identity/domain/principal'
import { decodeCursor, encodeCursor } from '@/lib/server/cursor'
import { defineQuery, type QueryContext } from '@/lib/server/operation'
import type { Prisma } from '@/prisma/generated/client'
import { changeRequestPage, listChangeRequestsInput } from '../contract'
import { toSummaries, voterOf } from '../reads'

/** Null: nothing can be in this inbox. */
function inboxCondition(ctx: QueryContext, inbox: string): Prisma.ChangeRequestWhereInput | null {
  const person = personIdOf(ctx.principal) ?? ctx.principal.id
  if (inbox === 'all') return {}
  if (inbox === 'mine') return { requestedById: person }
  const voter = voterOf(ctx.principal, ctx.workspace.id)
  if (!voter.isPerson || !voter.mayVote) return null
  return {
    state: 'IN_REVIEW',
    expiresAt: { gt: ctx.clock.now() },
    requestedById: { not: person },
    NOT: { subjects: { array_contains: [{ authorId: person }] } },
  }
}

export const listChangeRequests = defineQuery({
  name: 'approvals.list-change-requests',
  permission: 'approvals:read',
  input: listChangeRequestsInput,
  output: changeRequestPage,
  async run(ctx, { cursor, limit, inbox, state, environmentId, deploymentId }) {
    const condition = inboxCondition(ctx, inbox)
    if (condition === null) return { items: [], nextCursor: null }
    const key = decodeCursor(cursor, z.tuple([z.uuid()]))
    const rows = await ctx.db.changeRequest.findMany({
      where: {
        workspaceId: ctx.workspace.id,
        AND: [condition, state ? { state } : {}],
        ...(environmentId ? { environmentId } : {}),
        ...(deploymentId ? { deploymentId } : {}),
        ...(key ? { id: { lt: key[0] } } : {}),
      },
      orderBy: { id: 'desc' },
      take: limit + 1,
    })
    const items = await toSummaries(ctx, rows.slice(0, limit))
    const last = rows.length > limit ? items.at(-1) : undefined
    return { items, nextCursor: last ? encodeCursor([last.id]) : null }
  },
})
