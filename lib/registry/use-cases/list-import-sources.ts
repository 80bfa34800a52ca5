import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/server/cursor'
import { defineQuery } from '@/lib/server/operation'
import { toImportSourceView } from '../import/import-source-view'
import { importSourcePage, listImportSourcesInput } from '../import-source-contract'

const timeKey = z.tuple([z.iso.datetime(), z.uuid()])

/** The newest first. */
export const listImportSources = defineQuery({
  name: 'registry.list-import-sources',
  permission: 'registry:administer',
  input: listImportSourcesInput,
  output: importSourcePage,
  async run({ db, workspace }, { cursor, limit }) {
    const key = decodeCursor(cursor, timeKey)
    const after = key ? { OR: [{ createdAt: { lt: key[0] } }, { createdAt: key[0], id: { gt: key[1] } }] } : {}
    const rows = await db.importSource.findMany({
      where: { workspaceId: workspace.id, archivedAt: null, ...after },
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      take: limit + 1,
    })
    const items = rows.slice(0, limit)
    const last = rows.length > limit ? items.at(-1) : undefined
    return {
      items: items.map(toImportSourceView),
      nextCursor: last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null,
    }
  },
})
