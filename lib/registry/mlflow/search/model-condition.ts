import { Prisma } from '@/prisma/generated/client'
import { importance } from '../../contract'
import { matchingWords } from '../../domain/search/matching-words'
import { PROMPT_TAG, type SearchTerm } from '../../domain/search/registry-search'
import { compareText, compareTime } from './compare'

const TEXTS: Readonly<Record<string, Prisma.Sql>> = {
  name: Prisma.sql`m.name`,
  user_id: Prisma.sql`coalesce(nullif(m."createdByName", ''), m."createdById")`,
}
const TAG = Prisma.sql`FROM "ModelTag" t WHERE t."workspaceId" = m."workspaceId" AND t."modelId" = m.id`

/** A term as a condition on models `m`. An absent tag matches nothing, also under `!=`. */
export function modelCondition(term: SearchTerm): Prisma.Sql {
  if (term.kind === 'no-prompt')
    return Prisma.sql`NOT EXISTS (SELECT 1 ${TAG} AND t.key = ${PROMPT_TAG} AND t.value = 'true')`
  if (term.kind === 'metric') return Prisma.sql`FALSE`
  const { operator } = term
  const value = String(term.value)
  if (term.kind === 'tag')
    return Prisma.sql`EXISTS (SELECT 1 ${TAG} AND t.key = ${term.key} AND ${compareText(Prisma.sql`t.value`, operator, value)})`
  if (term.attribute === 'alias')
    return Prisma.sql`EXISTS (SELECT 1 FROM "ModelAlias" a WHERE a."workspaceId" = m."workspaceId" AND a."modelId" = m.id
      AND ${compareText(Prisma.sql`a.name`, operator, value)})`
  if (term.attribute === 'importance')
    return Prisma.sql`m.importance = ANY(${matchingWords(importance.options, operator, value)}::text[])`
  if (term.attribute === 'creation_timestamp')
    return compareTime(Prisma.sql`m."createdAt"`, operator, Number(term.value))
  if (term.attribute === 'last_updated_timestamp')
    return compareTime(Prisma.sql`m."updatedAt"`, operator, Number(term.value))
  return compareText(TEXTS[term.attribute] ?? Prisma.sql`NULL`, operator, value)
}
