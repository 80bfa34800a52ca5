import { Prisma } from '@/prisma/generated/client'
import type { OrderKey } from '../domain/parse-order'
import type { FieldRef } from '../domain/search-fields'
import { type SearchColumns, searchProblem } from './search-conditions'

/** Sort values of the last row of a page, as text so that no bit is lost on the way; null where the row has none. */
export type Position = readonly (string | number | null)[]

const NAMES = [
  Prisma.sql`k0`,
  Prisma.sql`k1`,
  Prisma.sql`k2`,
  Prisma.sql`k3`,
  Prisma.sql`k4`,
  Prisma.sql`k5`,
  Prisma.sql`k6`,
  Prisma.sql`k7`,
  Prisma.sql`k8`,
  Prisma.sql`k9`,
]

/** The metric (`m`) was measured on this data set. */
export function onDataset({ name, digest }: { name: string; digest: string | null }): Prisma.Sql {
  const named = Prisma.sql`m.dataset_name = ${name}`
  return digest === null ? named : Prisma.sql`(${named} AND m.dataset_digest = ${digest})`
}

function expression(columns: SearchColumns, { field: { kind, name }, dataset }: OrderKey): Prisma.Sql {
  if (kind === 'metric' && columns.metric)
    return Prisma.sql`(SELECT max(NULLIF(m.last_value, 'NaN')) FROM (${columns.metric} AND m.key = ${name}${dataset ? Prisma.sql` AND ${onDataset(dataset)}` : Prisma.empty}) m)`
  if (kind === 'param' && columns.param)
    return Prisma.sql`(SELECT max(p.value) FROM (${columns.param} AND p.key = ${name}) p)`
  if (kind === 'tag') return Prisma.sql`(SELECT max(t.value) FROM (${columns.tag} AND t.key = ${name}) t)`
  return columns.attributes[name] ?? Prisma.sql`NULL`
}

function typed(field: FieldRef, value: string | number): Prisma.Sql {
  const text = String(value)
  return field.kind === 'metric' || field.kind === 'number' ? Prisma.sql`${text}::text::float8` : Prisma.sql`${text}`
}

export interface SearchOrder {
  /** Columns to select beside the row's id: one per key. */
  select: Prisma.Sql
  orderBy: Prisma.Sql
  after(position: Position | null): Prisma.Sql
  positionOf(row: Record<string, unknown>): (string | null)[]
}

/** Keyset order over the given keys, which must end in one that is unique. Rows without a value come last either way. */
export function searchOrder(columns: SearchColumns, keys: readonly OrderKey[]): SearchOrder {
  const named = keys.map((key, index) => ({ ...key, name: NAMES[index] ?? Prisma.sql`k9`, alias: `k${index}` }))
  const select = named.map((key) => Prisma.sql`${expression(columns, key)} AS ${key.name}`)
  const order = named.map(({ name, descending }) =>
    descending ? Prisma.sql`${name} DESC NULLS LAST` : Prisma.sql`${name} ASC NULLS LAST`,
  )
  return {
    select: Prisma.join(select),
    orderBy: Prisma.join(order),
    after(position) {
      if (position === null) return Prisma.sql`TRUE`
      if (position.length !== named.length) throw searchProblem('The page token does not belong to this query.')
      const steps = named.map(({ name, field, descending }, index) => {
        const value = position[index] ?? null
        const same = named.slice(0, index).map((key, at) => {
          const equal = position[at] ?? null
          return equal === null ? Prisma.sql`${key.name} IS NULL` : Prisma.sql`${key.name} = ${typed(key.field, equal)}`
        })
        if (value === null) return null
        const beyond = descending
          ? Prisma.sql`${name} < ${typed(field, value)}`
          : Prisma.sql`${name} > ${typed(field, value)}`
        return Prisma.sql`(${Prisma.join([...same, Prisma.sql`(${beyond} OR ${name} IS NULL)`], ' AND ')})`
      })
      const possible = steps.filter((step) => step !== null)
      return possible.length === 0 ? Prisma.sql`FALSE` : Prisma.sql`(${Prisma.join(possible, ' OR ')})`
    },
    positionOf: (row) =>
      named.map(({ alias }) => {
        const value = row[alias]
        return value === null || value === undefined ? null : String(value)
      }),
  }
}
