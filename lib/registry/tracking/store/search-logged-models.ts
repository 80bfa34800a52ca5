import type { Db } from '@/lib/server/database'
import { Prisma } from '@/prisma/generated/client'
import { type OrderKey, parseOrder } from '../domain/parse-order'
import { LOGGED_MODEL_FIELDS } from '../domain/search-fields'
import { filterCondition, type SearchColumns, searchProblem } from './search-conditions'
import { onDataset, type Position, searchOrder } from './search-order'

const METRIC = Prisma.sql`SELECT m.key, m.last_value FROM tracking.series m WHERE m.model_id = l.id`
const COLUMNS = {
  attributes: {
    name: Prisma.sql`l.name`,
    model_id: Prisma.sql`'m-' || replace(l.id::text, '-', '')`,
    model_type: Prisma.sql`l."modelType"`,
    status: Prisma.sql`l.status`,
    source_run_id: Prisma.sql`replace(l."sourceRunId"::text, '-', '')`,
    creation_timestamp: Prisma.sql`floor(extract(epoch FROM l."createdAt") * 1000)::float8`,
    last_updated_timestamp: Prisma.sql`floor(extract(epoch FROM l."updatedAt") * 1000)::float8`,
  },
  metric: METRIC,
  param: Prisma.sql`SELECT p.value FROM "LoggedModelParam" p WHERE p."workspaceId" = l."workspaceId" AND p."modelId" = l.id`,
  tag: Prisma.sql`SELECT t.value FROM "LoggedModelTag" t WHERE t."workspaceId" = l."workspaceId" AND t."modelId" = l.id`,
} satisfies SearchColumns
const TIES: OrderKey[] = [
  { field: { kind: 'number', name: 'creation_timestamp' }, descending: true },
  { field: { kind: 'text', name: 'model_id' }, descending: false },
]

interface ModelSearch {
  experiments: readonly number[]
  filter: string
  datasets: readonly { name: string; digest: string | null }[]
  orderBy: readonly {
    field: string
    ascending: boolean
    datasetName?: string | null | undefined
    datasetDigest?: string | null | undefined
  }[]
  limit: number
  after: Position | null
}

function orderOf(items: ModelSearch['orderBy']): OrderKey[] {
  const parsed = parseOrder(
    LOGGED_MODEL_FIELDS,
    items.map(({ field, ascending }) => `${field} ${ascending ? 'ASC' : 'DESC'}`),
  )
  if (!parsed.ok) throw searchProblem(parsed.problem)
  return parsed.keys.map((key, index) => {
    const { datasetName, datasetDigest } = items[index] ?? {}
    return datasetName ? { ...key, dataset: { name: datasetName, digest: datasetDigest ?? null } } : key
  })
}

/** One page of logged models (uuids) and where the next one starts. */
export async function searchLoggedModelIds(
  db: Db,
  workspaceId: string,
  search: ModelSearch,
): Promise<{ ids: string[]; next: (string | null)[] | null }> {
  const asked = orderOf(search.orderBy)
  const ties = TIES.filter(
    (tie) => !asked.some(({ field }) => field.name === tie.field.name && field.kind === tie.field.kind),
  )
  const order = searchOrder(COLUMNS, [...asked, ...ties])
  const measured = search.datasets.map(onDataset)
  const onThese = measured.length === 0 ? null : Prisma.sql`${METRIC} AND (${Prisma.join(measured, ' OR ')})`
  const columns = onThese === null ? COLUMNS : { ...COLUMNS, metric: onThese }
  const rows = await db.$queryRaw<(Record<string, unknown> & { id: string })[]>`
    SELECT * FROM (
      SELECT l.id, ${order.select} FROM "LoggedModel" l
      WHERE l."workspaceId" = ${workspaceId}::uuid AND l.experiment = ANY(${[...search.experiments]}::int[]) AND l."deletedAt" IS NULL
        AND ${onThese === null ? Prisma.sql`TRUE` : Prisma.sql`EXISTS (${onThese})`}
        AND ${filterCondition(LOGGED_MODEL_FIELDS, columns, search.filter)}
    ) found WHERE ${order.after(search.after)} ORDER BY ${order.orderBy} LIMIT ${search.limit + 1}`
  const page = rows.slice(0, search.limit)
  const last = rows.length > search.limit ? page.at(-1) : undefined
  return { ids: page.map((row) => row.id), next: last ? order.positionOf(last) : null }
}
