import type { Db } from '@/lib/server/database'
import { Prisma } from '@/prisma/generated/client'
import { type OrderKey, parseOrder } from '../domain/parse-order'
import { EXPERIMENT_FIELDS } from '../domain/search-fields'
import { filterCondition, type SearchColumns, searchProblem } from './search-conditions'
import { type Position, searchOrder } from './search-order'

const COLUMNS: SearchColumns = {
  attributes: {
    name: Prisma.sql`e.name`,
    experiment_id: Prisma.sql`e.number`,
    creation_time: Prisma.sql`floor(extract(epoch FROM e."createdAt") * 1000)::float8`,
    last_update_time: Prisma.sql`floor(extract(epoch FROM e."updatedAt") * 1000)::float8`,
  },
  metric: null,
  param: null,
  tag: Prisma.sql`SELECT t.value FROM "TrackingExperimentTag" t WHERE t."workspaceId" = e."workspaceId" AND t.experiment = e.number`,
}
const NEWEST: OrderKey = { field: { kind: 'number', name: 'creation_time' }, descending: true }
const TIE: OrderKey = { field: { kind: 'number', name: 'experiment_id' }, descending: false }

interface ExperimentSearch {
  filter: string
  view: 'ACTIVE_ONLY' | 'DELETED_ONLY' | 'ALL'
  orderBy: readonly string[]
  limit: number
  after: Position | null
}

function lifecycleOf(view: ExperimentSearch['view']): Prisma.Sql {
  if (view === 'ALL') return Prisma.sql`TRUE`
  return view === 'DELETED_ONLY' ? Prisma.sql`e.lifecycle = 'deleted'` : Prisma.sql`e.lifecycle = 'active'`
}

/** One page of experiment numbers and where the next one starts; newest first when no order is given. */
export async function searchExperimentNumbers(
  db: Db,
  workspaceId: string,
  search: ExperimentSearch,
): Promise<{ numbers: number[]; next: (string | null)[] | null }> {
  const parsed = parseOrder(EXPERIMENT_FIELDS, search.orderBy)
  if (!parsed.ok) throw searchProblem(parsed.problem)
  const asked = parsed.keys.length === 0 ? [NEWEST] : parsed.keys
  const keys = asked.some(({ field }) => field.name === TIE.field.name) ? asked : [...asked, TIE]
  const order = searchOrder(COLUMNS, keys)
  const rows = await db.$queryRaw<(Record<string, unknown> & { number: number })[]>`
    SELECT * FROM (
      SELECT e.number, ${order.select} FROM "TrackingExperiment" e
      WHERE e."workspaceId" = ${workspaceId}::uuid AND ${lifecycleOf(search.view)}
        AND ${filterCondition(EXPERIMENT_FIELDS, COLUMNS, search.filter)}
    ) found WHERE ${order.after(search.after)} ORDER BY ${order.orderBy} LIMIT ${search.limit + 1}`
  const page = rows.slice(0, search.limit)
  const last = rows.length > search.limit ? page.at(-1) : undefined
  return { numbers: page.map((row) => row.number), next: last ? order.positionOf(last) : null }
}
