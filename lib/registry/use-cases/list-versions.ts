import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/server/cursor'
import { defineQuery } from '@/lib/server/operation'
import type { Prisma } from '@/prisma/generated/client'
import { listVersionsInput, versionPage } from '../contract'
import { withCompatibility } from '../domain/with-compatibility'
import { tagCondition, versionSummaries } from '../reads'

const numberKey = z.tuple([z.int(), z.uuid()])
const timeKey = z.tuple([z.uuid()])

export const listVersions = defineQuery({
  name: 'registry.list-versions',
  permission: 'registry:read',
  input: listVersionsInput,
  output: versionPage,
  async run({ db, workspace }, { cursor, limit, modelId, state, tag, sort }) {
    const direction = sort.startsWith('-') ? 'desc' : 'asc'
    const beyond = direction === 'desc' ? 'lt' : 'gt'
    const byNumber = sort.endsWith('number')
    let after: Prisma.ModelVersionWhereInput = {}
    if (byNumber) {
      const key = decodeCursor(cursor, numberKey)
      if (key) after = { OR: [{ number: { [beyond]: key[0] } }, { number: key[0], id: { [beyond]: key[1] } }] }
    } else {
      // Ids are UUIDv7: their order is the order of creation.
      const key = decodeCursor(cursor, timeKey)
      if (key) after = { id: { [beyond]: key[0] } }
    }
    const where: Prisma.ModelVersionWhereInput = {
      workspaceId: workspace.id,
      AND: [after],
      ...(modelId ? { modelId } : {}),
      ...(state ? { state } : {}),
      ...(tag ? { tags: tagCondition(tag) } : {}),
    }
    const orderBy = byNumber
      ? [{ number: direction } as const, { id: direction } as const]
      : [{ id: direction } as const]
    const found = await versionSummaries(db, where, orderBy, limit + 1)
    const items = withCompatibility(found).slice(0, limit)
    const last = found.length > limit ? items.at(-1) : undefined
    return { items, nextCursor: last ? encodeCursor(byNumber ? [last.number, last.id] : [last.id]) : null }
  },
})
