import { Prisma } from '@/prisma/generated/client'
import type { SearchSubject } from '../../domain/search/registry-search'
import { readOrder, type SortKey } from '../../domain/search/search-order'
import { invalidParameter } from '../mlflow-error'
import type { SortValue } from '../page-token'

/** The values of a row that its place in an order is made of; times in microseconds, as exact as the database keeps them. */
export interface Place {
  name: string
  number: number
  createdMicros: string
  updatedMicros: string
}

const OF: Record<SortKey['key'], (place: Place) => SortValue> = {
  name: (place) => place.name,
  version_number: (place) => place.number,
  creation_timestamp: (place) => place.createdMicros,
  last_updated_timestamp: (place) => place.updatedMicros,
}

function column(subject: SearchSubject, key: SortKey['key']): Prisma.Sql {
  if (key === 'name') return subject === 'models' ? Prisma.sql`m.name` : Prisma.sql`v."modelName"`
  if (key === 'version_number') return Prisma.sql`v.number`
  if (subject === 'models') return key === 'creation_timestamp' ? Prisma.sql`m."createdAt"` : Prisma.sql`m."updatedAt"`
  return key === 'creation_timestamp' ? Prisma.sql`v."createdAt"` : Prisma.sql`v."updatedAt"`
}

function bound(key: SortKey['key'], value: SortValue): Prisma.Sql {
  if (key === 'name') return Prisma.sql`${String(value)}`
  if (key === 'version_number') return Prisma.sql`${Number(value)}::int`
  return Prisma.sql`('epoch'::timestamptz + ${String(value)}::bigint * interval '1 microsecond')`
}

/** Rows behind the given place: strictly beyond in the first key, or equal there and beyond in the rest. */
function beyond(subject: SearchSubject, order: readonly SortKey[], after: readonly SortValue[]): Prisma.Sql {
  const [first, ...rest] = order
  if (!first) return Prisma.sql`FALSE`
  const left = column(subject, first.key)
  const right = bound(first.key, after[0] ?? null)
  const past = first.descending ? Prisma.sql`${left} < ${right}` : Prisma.sql`${left} > ${right}`
  if (rest.length === 0) return past
  const reach = first.descending ? Prisma.sql`${left} <= ${right}` : Prisma.sql`${left} >= ${right}`
  return Prisma.sql`(${reach} AND (${past} OR ${beyond(subject, rest, after.slice(1))}))`
}

/** `order_by` as sort keys; one model's versions have one name, so that it is no key of theirs. */
export function searchOrder(subject: SearchSubject, items: readonly string[], isPinned: boolean): SortKey[] {
  const outcome = readOrder(subject, items)
  if (!outcome.ok) throw invalidParameter(outcome.problem)
  return isPinned && subject === 'versions' ? outcome.order.filter(({ key }) => key !== 'name') : outcome.order
}

export function orderSql(subject: SearchSubject, order: readonly SortKey[]): Prisma.Sql {
  const parts = order.map(({ key, descending }) =>
    descending ? Prisma.sql`${column(subject, key)} DESC` : Prisma.sql`${column(subject, key)} ASC`,
  )
  return Prisma.join(parts, ', ')
}

export function afterSql(subject: SearchSubject, order: readonly SortKey[], after: SortValue[] | null): Prisma.Sql[] {
  return after === null ? [] : [beyond(subject, order, after)]
}

export function placeValues(order: readonly SortKey[], place: Place): SortValue[] {
  return order.map(({ key }) => OF[key](place))
}
