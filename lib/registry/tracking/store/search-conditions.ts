import { AppError } from '@/lib/kernel/app-error'
import { Prisma } from '@/prisma/generated/client'
import { type FilterClause, parseFilter } from '../domain/parse-filter'
import { clauseProblem, type FieldRef, findField, type SearchFields } from '../domain/search-fields'
import { FILTER_OPERATORS } from './filter-operators'

/** How the kinds of fields are read from the row that a search looks at. */
export interface SearchColumns {
  attributes: Readonly<Record<string, Prisma.Sql>>
  /** `SELECT value FROM … WHERE <belongs to the row>`, for the kinds that live in tables of their own; conditions are appended. */
  metric: Prisma.Sql | null
  param: Prisma.Sql | null
  tag: Prisma.Sql
  dataset?: Readonly<Record<string, Prisma.Sql>>
}

export function searchProblem(problem: string): AppError {
  return new AppError('invalid', { message: problem })
}

/** `column op value`, with the value as a parameter. In patterns only % and _ are special. */
function comparison(column: Prisma.Sql, { operator, value }: FilterClause): Prisma.Sql {
  const word = FILTER_OPERATORS[operator]
  if (typeof value === 'number') return Prisma.sql`${column} ${word} ${value}::float8`
  if (typeof value !== 'string')
    return Prisma.sql`${column} ${word} (${Prisma.join(value.length === 0 ? [''] : [...value])})`
  return operator === 'LIKE' || operator === 'ILIKE'
    ? Prisma.sql`${column} ${word} ${value} ESCAPE ''`
    : Prisma.sql`${column} ${word} ${value}`
}

function condition(columns: SearchColumns, field: FieldRef, clause: FilterClause): Prisma.Sql {
  const absent = Prisma.sql`FALSE`
  switch (field.kind) {
    case 'text':
    case 'number':
      return comparison(columns.attributes[field.name] ?? Prisma.sql`NULL`, clause)
    case 'metric':
      // A value that is no number compares with nothing.
      return columns.metric
        ? Prisma.sql`EXISTS (${columns.metric} AND m.key = ${field.name} AND m.last_value <> 'NaN' AND ${comparison(Prisma.sql`m.last_value`, clause)})`
        : absent
    case 'param':
      return columns.param
        ? Prisma.sql`EXISTS (${columns.param} AND p.key = ${field.name} AND ${comparison(Prisma.sql`p.value`, clause)})`
        : absent
    case 'tag':
      return Prisma.sql`EXISTS (${columns.tag} AND t.key = ${field.name} AND ${comparison(Prisma.sql`t.value`, clause)})`
    case 'dataset': {
      const column = columns.dataset?.[field.name]
      return column ? Prisma.sql`EXISTS (${column} ${comparison(Prisma.empty, clause)})` : absent
    }
  }
}

/** The filter as one SQL condition; what it cannot mean is an error in words. */
export function filterCondition(fields: SearchFields, columns: SearchColumns, filter: string): Prisma.Sql {
  const parsed = parseFilter(filter)
  if (!parsed.ok) throw searchProblem(parsed.problem)
  const conditions = parsed.clauses.map((clause) => {
    const found = findField(fields, clause.prefix, clause.name)
    if (!found.ok) throw searchProblem(found.problem)
    const problem = clauseProblem(fields, found.field, clause)
    if (problem !== null) throw searchProblem(problem)
    return condition(columns, found.field, clause)
  })
  return conditions.length === 0 ? Prisma.sql`TRUE` : Prisma.join(conditions, ' AND ')
}
