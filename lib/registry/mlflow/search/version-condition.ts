import { Prisma } from '@/prisma/generated/client'
import { stage } from '../../contract'
import { matchingWords } from '../../domain/search/matching-words'
import { PROMPT_TAG, type SearchTerm } from '../../domain/search/registry-search'
import type { FilterOperator } from '../../tracking/domain/parse-filter'
import { compareFloat, compareInt, compareText, compareTime } from './compare'

/** One condition on versions `v` (with `v."modelName"`) in two forms that mean the same. */
export interface VersionCondition {
  /** Asked of a row at hand, when rows are read in the order of the answer. */
  probe: Prisma.Sql
  /** Finds its rows by an index of its own, when they are few. */
  seek: Prisma.Sql
}

const HOPELESS = Prisma.sql`v.verdict IN ('dangerous', 'unscannable')`
const STATUS: Readonly<Record<string, Prisma.Sql>> = {
  READY: Prisma.sql`v.state = 'READY' OR (v.state = 'QUARANTINED' AND ${HOPELESS} IS NOT TRUE)`,
  FAILED_REGISTRATION: Prisma.sql`v.state IN ('REFUSED', 'QUARANTINED') AND (v.state = 'REFUSED' OR ${HOPELESS})`,
  PENDING_REGISTRATION: Prisma.sql`v.state IN ('PENDING', 'SCANNING')`,
}
const TAG = Prisma.sql`FROM "VersionTag" t WHERE t."workspaceId" = v."workspaceId" AND t."versionId" = v.id AND t.key =`

const both = (condition: Prisma.Sql): VersionCondition => ({ probe: condition, seek: condition })

const MIN_LITERAL = 3

/** A comparison in the form that finds its rows: by the indexed start of the text where the term says how it begins, else by its parts. */
function soughtText(
  column: Prisma.Sql,
  start: Prisma.Sql,
  length: number,
  operator: FilterOperator,
  value: string,
): Prisma.Sql {
  const cut = (text: string) => [...text].slice(0, length).join('')
  if (operator === '=') return Prisma.sql`(${start} = ${cut(value)} AND ${column} = ${value})`
  const literal = operator === 'LIKE' ? (/^[^%_]*/u.exec(value)?.[0] ?? '') : ''
  if (literal.length < MIN_LITERAL) return compareText(column, operator, value)
  return Prisma.sql`(${start} LIKE ${cut(literal)} || '%' ESCAPE '' AND ${column} LIKE ${value} ESCAPE '')`
}

/** A tag of a row at hand is one value under one key: none is NULL, which matches nothing. */
function tagged(key: string, operator: FilterOperator, value: string): VersionCondition {
  const sought = soughtText(Prisma.sql`t.value`, Prisma.sql`left(t.value, 100)`, 100, operator, value)
  return {
    probe: compareText(Prisma.sql`(SELECT t.value ${TAG} ${key})`, operator, value),
    seek: Prisma.sql`EXISTS (SELECT 1 ${TAG} ${key} AND ${sought})`,
  }
}

function measured(key: string, operator: FilterOperator, value: number): VersionCondition {
  const own = Prisma.sql`CASE WHEN jsonb_typeof(v.metrics -> ${key}) = 'number' THEN (v.metrics -> ${key})::float8 END`
  return {
    probe: compareFloat(own, operator, value),
    seek: Prisma.sql`EXISTS (SELECT 1 FROM "VersionMetric" x WHERE x."workspaceId" = v."workspaceId" AND x."versionId" = v.id AND x.key = ${key}
      AND ${compareFloat(Prisma.sql`x.value`, operator, value)})`,
  }
}

type AttributeTerm = Extract<SearchTerm, { attribute: string }>

function attributed({ attribute, operator, value }: AttributeTerm): VersionCondition {
  const number = Number(value)
  if (attribute === 'version_number') return both(compareInt(Prisma.sql`v.number`, operator, number))
  if (attribute === 'creation_timestamp') return both(compareTime(Prisma.sql`v."createdAt"`, operator, number))
  if (attribute === 'last_updated_timestamp') return both(compareTime(Prisma.sql`v."updatedAt"`, operator, number))
  if (Array.isArray(value)) return both(Prisma.sql`v."sourceRunId" = ANY(${value}::text[])`)
  const text = String(value)
  if (attribute === 'stage')
    return both(Prisma.sql`v.stage = ANY(${matchingWords(stage.options, operator, text)}::text[])`)
  if (attribute === 'status') {
    const meant = matchingWords(Object.keys(STATUS), operator, text).map((word) => STATUS[word] ?? Prisma.empty)
    return both(Prisma.sql`(${Prisma.join([Prisma.sql`FALSE`, ...meant], ' OR ')})`)
  }
  if (attribute === 'alias')
    return both(Prisma.sql`EXISTS (SELECT 1 FROM "ModelAlias" a WHERE a."workspaceId" = v."workspaceId" AND a."modelId" = v."modelId"
      AND a.number = v.number AND ${compareText(Prisma.sql`a.name`, operator, text)})`)
  if (attribute === 'run_id') return both(compareText(Prisma.sql`v."sourceRunId"`, operator, text))
  if (attribute === 'name') return both(compareText(Prisma.sql`v."modelName"`, operator, text))
  return {
    probe: compareText(Prisma.sql`v.source`, operator, text),
    seek: soughtText(Prisma.sql`v.source`, Prisma.sql`left(v.source, 200)`, 200, operator, text),
  }
}

/** A term as a condition on versions `v`. */
export function versionCondition(term: SearchTerm): VersionCondition {
  if ('attribute' in term) return attributed(term)
  if (term.kind === 'metric') return measured(term.key, term.operator, term.value)
  if (term.kind === 'tag') return tagged(term.key, term.operator, term.value)
  return {
    probe: Prisma.sql`(SELECT t.value ${TAG} ${PROMPT_TAG}) IS DISTINCT FROM 'true'`,
    seek: Prisma.sql`NOT EXISTS (SELECT 1 ${TAG} ${PROMPT_TAG} AND t.value = 'true')`,
  }
}
