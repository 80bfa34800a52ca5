import { Prisma } from '@/prisma/generated/client'
import { wholeBound } from '../../domain/search/whole-bound'
import type { FilterOperator } from '../../tracking/domain/parse-filter'
import { FILTER_OPERATORS } from '../../tracking/store/filter-operators'

const INT_MAX = 2 ** 31 - 1
/** Milliseconds on either side of 1970 that the database can still say. */
const TIME_MAX = 2e14

const always = (holds: boolean) => (holds ? Prisma.sql`TRUE` : Prisma.sql`FALSE`)

/** `column op value` with the value as a parameter; in patterns only % and _ are special. */
export function compareText(column: Prisma.Sql, operator: FilterOperator, value: string): Prisma.Sql {
  if (operator === 'LIKE')
    return Prisma.sql`(lower(${column}) LIKE lower(${value}) ESCAPE '' AND ${column} LIKE ${value} ESCAPE '')`
  if (operator === 'ILIKE') return Prisma.sql`lower(${column}) LIKE lower(${value}) ESCAPE ''`
  return Prisma.sql`${column} ${FILTER_OPERATORS[operator]} ${value}`
}

export function compareFloat(column: Prisma.Sql, operator: FilterOperator, value: number): Prisma.Sql {
  return Prisma.sql`${column} ${FILTER_OPERATORS[operator]} ${value}::float8`
}

/** As whole numbers: a float8 beside an integer column would keep its index out. */
export function compareInt(column: Prisma.Sql, operator: FilterOperator, value: number): Prisma.Sql {
  const bound = wholeBound(operator, value, 0, INT_MAX)
  if (typeof bound === 'boolean') return always(bound)
  return Prisma.sql`${column} ${FILTER_OPERATORS[bound.operator]} ${bound.value}::int`
}

/** By the millisecond that clients are told, although the database keeps microseconds. */
export function compareTime(column: Prisma.Sql, operator: FilterOperator, value: number): Prisma.Sql {
  const bound = wholeBound(operator, value, -TIME_MAX, TIME_MAX)
  if (typeof bound === 'boolean') return always(bound)
  const at = (ms: number) => Prisma.sql`('epoch'::timestamptz + ${ms}::float8 * interval '1 millisecond')`
  if (bound.operator === '>=' || bound.operator === '<')
    return Prisma.sql`${column} ${FILTER_OPERATORS[bound.operator]} ${at(bound.value)}`
  const within = Prisma.sql`(${column} >= ${at(bound.value)} AND ${column} < ${at(bound.value + 1)})`
  return bound.operator === '=' ? within : Prisma.sql`NOT ${within}`
}
