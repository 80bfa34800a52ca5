import type { Db } from '@/lib/server/database'
import { Prisma } from '@/prisma/generated/client'
import { type OrderKey, parseOrder } from '../domain/parse-order'
import { RUN_FIELDS } from '../domain/search-fields'
import { NO_MODEL } from './none-id'
import { filterCondition, type SearchColumns, searchProblem } from './search-conditions'
import { type Position, searchOrder } from './search-order'

const OF_RUN = Prisma.sql`WHERE t."workspaceId" = r."workspaceId" AND t."runId" = r.id`
const DATA = Prisma.sql`SELECT FROM "RunInput" i JOIN "TrackingDataset" d ON d.id = i."datasetId" WHERE i."workspaceId" = r."workspaceId" AND i."runId" = r.id AND`

const COLUMNS: SearchColumns = {
  attributes: {
    run_id: Prisma.sql`replace(r.id::text, '-', '')`,
    run_name: Prisma.sql`r.name`,
    status: Prisma.sql`r.status`,
    user_id: Prisma.sql`r."userId"`,
    artifact_uri: Prisma.sql`'mlflow-artifacts:/' || r.experiment || '/' || replace(r.id::text, '-', '') || '/artifacts'`,
    start_time: Prisma.sql`r."startMs"`,
    end_time: Prisma.sql`r."endMs"`,
  },
  metric: Prisma.sql`SELECT m.key, m.last_value FROM tracking.series m WHERE m.run_id = r.id AND m.model_id = ${NO_MODEL}::uuid`,
  param: Prisma.sql`SELECT p.value FROM "RunParam" p WHERE p."workspaceId" = r."workspaceId" AND p."runId" = r.id`,
  tag: Prisma.sql`SELECT t.value FROM "RunTag" t ${OF_RUN}`,
  dataset: {
    name: Prisma.sql`${DATA} d.name`,
    digest: Prisma.sql`${DATA} d.digest`,
    context: Prisma.sql`SELECT FROM "RunInput" i, jsonb_array_elements(i.tags) c WHERE i."workspaceId" = r."workspaceId" AND i."runId" = r.id AND c->>'key' = 'mlflow.data.context' AND c->>'value'`,
  },
}

/** Newest first, then by id: the order of runs that the other keys leave equal. */
const TIES: OrderKey[] = [
  { field: { kind: 'number', name: 'start_time' }, descending: true },
  { field: { kind: 'text', name: 'run_id' }, descending: false },
]

export interface RunSearch {
  experiments: readonly number[]
  filter: string
  view: 'ACTIVE_ONLY' | 'DELETED_ONLY' | 'ALL'
  orderBy: readonly string[]
  limit: number
  after: Position | null
}

function lifecycleOf(view: RunSearch['view']): Prisma.Sql {
  if (view === 'ALL') return Prisma.sql`TRUE`
  return view === 'DELETED_ONLY' ? Prisma.sql`r.lifecycle = 'deleted'` : Prisma.sql`r.lifecycle = 'active'`
}

/** One page of runs (uuids) and where the next one starts; null when this was the last. */
export async function searchRunIds(
  db: Db,
  workspaceId: string,
  search: RunSearch,
): Promise<{ ids: string[]; next: (string | null)[] | null }> {
  const parsed = parseOrder(RUN_FIELDS, search.orderBy)
  if (!parsed.ok) throw searchProblem(parsed.problem)
  const asked = parsed.keys
  const ties = TIES.filter(
    (tie) => !asked.some(({ field }) => field.kind === tie.field.kind && field.name === tie.field.name),
  )
  const order = searchOrder(COLUMNS, [...asked, ...ties])
  if (search.experiments.length === 0) return { ids: [], next: null }
  const rows = await db.$queryRaw<(Record<string, unknown> & { id: string })[]>`
    SELECT * FROM (
      SELECT r.id, ${order.select} FROM "TrackingRun" r
      WHERE r."workspaceId" = ${workspaceId}::uuid AND r.experiment = ANY(${[...search.experiments]}::int[])
        AND ${lifecycleOf(search.view)} AND ${filterCondition(RUN_FIELDS, COLUMNS, search.filter)}
    ) found WHERE ${order.after(search.after)} ORDER BY ${order.orderBy} LIMIT ${search.limit + 1}`
  const page = rows.slice(0, search.limit)
  const last = rows.length > search.limit ? page.at(-1) : undefined
  return { ids: page.map((row) => row.id), next: last ? order.positionOf(last) : null }
}
