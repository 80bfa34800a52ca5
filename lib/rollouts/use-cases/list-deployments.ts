import { defineQuery } from '@/lib/server/operation'
import { listDeploymentsInput, listDeploymentsOutput } from '../contract'
import { afterCursor, encodeCursor } from '../page-cursor'
import { readDeployment } from '../reads'

export const listDeployments = defineQuery({
  name: 'rollouts.list-deployments',
  permission: 'rollouts:read',
  input: listDeploymentsInput,
  output: listDeploymentsOutput,
  async run(ctx, { cursor, limit, environmentId, modelId, state }) {
    const rows = await ctx.db.deployment.findMany({
      where: {
        workspaceId: ctx.workspace.id,
        ...(environmentId ? { environmentId } : {}),
        ...(modelId ? { modelId } : {}),
        ...(state ? { state } : {}),
        ...afterCursor(cursor),
      },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    })
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    const items = await Promise.all(page.map((row) => readDeployment(ctx.db, row)))
    return { items, nextCursor: rows.length > limit && last ? encodeCursor(last) : null }
  },
})
