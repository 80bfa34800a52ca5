import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/server/cursor'
import { defineQuery } from '@/lib/server/operation'
import { listExperimentsPage } from '../console-contract'
import { experimentPage } from '../experiment-contract'
import { experimentView } from '../store/experiments'
import { findExperimentNumbers } from '../store/list-experiments'

const position = z.tuple([z.string(), z.int()])

/** Experiments for screens, newest first unless asked otherwise. */
export const listExperiments = defineQuery({
  name: 'registry.list-experiments',
  permission: 'registry:read',
  input: listExperimentsPage,
  output: experimentPage,
  async run({ db, workspace }, { cursor, limit, name, view, sort }) {
    const after = decodeCursor(cursor, position)
    const found = await findExperimentNumbers(db, workspace.id, { name, view, sort, limit, after })
    const page = found.slice(0, limit)
    const numbers = page.map((row) => row.number)
    const rows = await db.trackingExperiment.findMany({
      where: { workspaceId: workspace.id, number: { in: numbers } },
      include: { tags: true },
    })
    const runs = await db.trackingRun.groupBy({
      by: ['experiment'],
      where: { workspaceId: workspace.id, experiment: { in: numbers }, lifecycle: 'active' },
      _count: true,
    })
    const byNumber = new Map(rows.map((row) => [row.number, row]))
    const counts = new Map(runs.map((row) => [row.experiment, row._count]))
    const items = page.flatMap(({ number, lastRunMs }) => {
      const row = byNumber.get(number)
      const last = lastRunMs < 0n ? null : Number(lastRunMs)
      return row ? [{ ...experimentView(row), runCount: counts.get(number) ?? 0, lastRunMs: last }] : []
    })
    const last = found.length > limit ? page.at(-1) : undefined
    return { items, nextCursor: last ? encodeCursor([last.key, last.number]) : null }
  },
})
