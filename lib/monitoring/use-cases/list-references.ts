import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/server/cursor'
import { defineQuery } from '@/lib/server/operation'
import { referenceView } from '../reads/reference-view'
import { listReferencesInput, listReferencesOutput } from '../reference-contract'

export const listReferences = defineQuery({
  name: 'monitoring.list-references',
  permission: 'monitoring:read',
  input: listReferencesInput,
  output: listReferencesOutput,
  async run(ctx, { cursor, limit, modelId, versionId }) {
    const last = decodeCursor(cursor, z.tuple([z.uuid()]))
    const rows = await ctx.db.reference.findMany({
      where: {
        workspaceId: ctx.workspace.id,
        ...(modelId === undefined ? {} : { modelId }),
        ...(versionId === undefined ? {} : { versionId }),
        ...(last === null ? {} : { id: { lt: last[0] } }),
      },
      orderBy: { id: 'desc' },
      take: limit + 1,
    })
    const items = rows.slice(0, limit)
    const end = items.at(-1)
    return {
      items: items.map(referenceView),
      nextCursor: rows.length > limit && end !== undefined ? encodeCursor([end.id]) : null,
    }
  },
})
