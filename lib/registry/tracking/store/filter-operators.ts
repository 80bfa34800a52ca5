import { Prisma } from '@/prisma/generated/client'
import type { FilterOperator } from '../domain/parse-filter'

/** Operators of a filter as SQL; nothing of what a caller wrote becomes SQL itself. */
export const FILTER_OPERATORS: Record<FilterOperator, Prisma.Sql> = {
  '=': Prisma.sql`=`,
  '!=': Prisma.sql`<>`,
  '<': Prisma.sql`<`,
  '<=': Prisma.sql`<=`,
  '>': Prisma.sql`>`,
  '>=': Prisma.sql`>=`,
  LIKE: Prisma.sql`LIKE`,
  ILIKE: Prisma.sql`ILIKE`,
  IN: Prisma.sql`IN`,
  'NOT IN': Prisma.sql`NOT IN`,
}
