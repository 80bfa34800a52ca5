import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/server/cursor'
import { defineQuery } from '@/lib/server/operation'
import { experimentPage, listExperimentsInput } from '../contract'
import { experimentView } from '../store/experiments'

const key = z.tuple([z.int()])
const LIFECYCLE = { ACTIVE_ONLY: 'active', DELETED_ONLY: 'deleted', ALL: undefined } as const

/** Experiments for screens, newest first. */
export const listExperiments = defineQuery({
  name: 'registry.list-experiments',
  permission: 'registry:read',
  input: listExperimentsInput,
  output: experimentPage,
  async run({ db, workspace }, { cursor, limit, name, view }) {
    const after = decodeCursor(cursor, key)
    const lifecycle = LIFECYCLE[view]
    const found = await db.trackingExperiment.findMany({
      where: {
        workspaceId: workspace.id,
        ...(lifecycle ? { lifecycle } : {}),
        ...(name ? { name: { contains: name, mode: 'insensitive' } } : {}),
        ...(after ? { number: { lt: after[0] } } : {}),
      },
      include: { tags: true },
      orderBy: { number: 'desc' },
      take: limit + 1,
    })
    const rows = found.slice(0, limit)
    const runs = await db.trackingRun.groupBy({
      by: ['experiment'],
      where: { workspaceId: workspace.id, experiment: { in: rows.map((row) => row.number) }, lifecycle: 'active' },
      _count: true,
      _max: { startMs: true },
    })
    const counts = new Map(runs.map((row) => [row.experiment, row]))
    const items = rows.map((row) => {
      const { _count: runCount = 0, _max } = counts.get(row.number) ?? {}
      const last = _max?.startMs
      return { ...experimentView(row), runCount, lastRunMs: last === undefined || last === null ? null : Number(last) }
    })
    const last = found.length > limit ? rows.at(-1) : undefined
    return { items, nextCursor: last ? encodeCursor([last.number]) : null }
  },
})
