import { z } from 'zod'
import { notFound } from '@/lib/kernel/app-error'
import { decodeCursor, encodeCursor } from '@/lib/server/cursor'
import { defineQuery } from '@/lib/server/operation'
import { aliasHistoryInput, aliasHistoryPage } from '../contract'

export const listAliasMoves = defineQuery({
  name: 'registry.list-alias-moves',
  permission: 'registry:read',
  input: aliasHistoryInput,
  output: aliasHistoryPage,
  async run({ db, workspace }, { cursor, limit, modelId, name }) {
    const model = await db.model.findUnique({
      where: { workspaceId_id: { workspaceId: workspace.id, id: modelId } },
      select: { id: true },
    })
    if (!model) throw notFound('model')
    const key = decodeCursor(cursor, z.tuple([z.uuid()]))
    const rows = await db.aliasMove.findMany({
      where: { workspaceId: workspace.id, modelId, ...(name ? { name } : {}), ...(key ? { id: { lt: key[0] } } : {}) },
      orderBy: { id: 'desc' },
      take: limit + 1,
    })
    const items = rows.slice(0, limit).map((row) => ({
      id: row.id,
      name: row.name,
      from: row.fromNumber,
      to: row.toNumber,
      actorId: row.actorId,
      actorName: row.actorName,
      reason: row.reason,
      at: row.at.toISOString(),
    }))
    const last = rows.length > limit ? items.at(-1) : undefined
    return { items, nextCursor: last ? encodeCursor([last.id]) : null }
  },
})
