import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/server/cursor'
import { defineQuery } from '@/lib/server/operation'
import type { Prisma } from '@/prisma/generated/client'
import { listModelsInput, modelPage } from '../contract'
import { modelSummaries, tagCondition } from '../reads'

const nameKey = z.tuple([z.string()])
const timeKey = z.tuple([z.iso.datetime(), z.uuid()])

export const listModels = defineQuery({
  name: 'registry.list-models',
  permission: 'registry:read',
  input: listModelsInput,
  output: modelPage,
  async run({ db, workspace }, { cursor, limit, name, tag, importance, sort }) {
    const direction = sort.startsWith('-') ? 'desc' : 'asc'
    const beyond = direction === 'desc' ? 'lt' : 'gt'
    const byName = sort.endsWith('name')
    let after: Prisma.ModelWhereInput = {}
    if (byName) {
      const key = decodeCursor(cursor, nameKey)
      if (key) after = { name: { [beyond]: key[0] } }
    } else {
      const key = decodeCursor(cursor, timeKey)
      if (key) after = { OR: [{ updatedAt: { [beyond]: key[0] } }, { updatedAt: key[0], id: { [beyond]: key[1] } }] }
    }
    const where: Prisma.ModelWhereInput = {
      workspaceId: workspace.id,
      archivedAt: null,
      AND: [after, name ? { name: { contains: name, mode: 'insensitive' } } : {}],
      ...(importance ? { importance } : {}),
      ...(tag ? { tags: tagCondition(tag) } : {}),
    }
    const orderBy = byName
      ? [{ name: direction } as const]
      : [{ updatedAt: direction } as const, { id: direction } as const]
    const found = await modelSummaries(db, where, orderBy, limit + 1)
    const items = found.slice(0, limit)
    const last = found.length > limit ? items.at(-1) : undefined
    return { items, nextCursor: last ? encodeCursor(byName ? [last.name] : [last.updatedAt, last.id]) : null }
  },
})
