import { defineQuery } from '@/lib/server/operation'
import { listRolloutsInput, listRolloutsOutput } from '../contract'
import { TERMINAL } from '../domain/status'
import { afterCursor, encodeCursor } from '../page-cursor'
import { readRollout } from '../reads'

export const listRollouts = defineQuery({
  name: 'rollouts.list-rollouts',
  permission: 'rollouts:read',
  input: listRolloutsInput,
  output: listRolloutsOutput,
  async run(ctx, { cursor, limit, deploymentId, open }) {
    const status = open === undefined ? {} : { status: open ? { notIn: [...TERMINAL] } : { in: [...TERMINAL] } }
    const rows = await ctx.db.rollout.findMany({
      where: {
        workspaceId: ctx.workspace.id,
        ...(deploymentId ? { deploymentId } : {}),
        ...status,
        ...afterCursor(cursor),
      },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    })
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    const items = await Promise.all(page.map((row) => readRollout(ctx.db, row)))
    return { items, nextCursor: rows.length > limit && last ? encodeCursor(last) : null }
  },
})
