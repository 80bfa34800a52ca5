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
  FAILED_REGISTRATION: Prisma.sql`v.state = 'REFUSED' OR (v.state = 'QUARANTINED' AND ${HOPELESS})`,
  PENDING_REGISTRATION: Prisma.sql`v.state IN ('PENDING', 'SCANNING')`,
}
const TAG = Prisma.sql`FROM "VersionTag" t WHERE t."workspaceId" = v."workspaceId" AND t."versionId" = v.id AND t.key =`
const ORIGINS: Readonly<Record<string, Prisma.Sql>> = {
  run_id: Prisma.sql`v."sourceRunId"`,
  source_path: Prisma.sql`v.source`,
}

const both = (condition: Prisma.Sql): VersionCondition => ({ probe: condition, seek: condition })

/** A tag of a row at hand is one value under one key: none is NULL, which matches nothing. */
function tagged(key: string, operator: FilterOperator, value: string): VersionCondition {
  const begins = operator === '=' ? Prisma.sql`AND left(t.value, 100) = left(${value}, 100)` : Prisma.empty
  return {
    probe: compareText(Prisma.sql`(SELECT t.value ${TAG} ${key})`, operator, value),
    seek: Prisma.sql`EXISTS (SELECT 1 ${TAG} ${key} ${begins} AND ${compareText(Prisma.sql`t.value`, operator, value)})`,
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

/** Where a version came from is indexed by its trigrams in lower case, whole or in part. */
function originated(column: Prisma.Sql, operator: FilterOperator, value: string): VersionCondition {
  const exact = compareText(column, operator, value)
  const seek = operator === '=' ? Prisma.sql`(lower(${column}) = lower(${value}) AND ${exact})` : exact
  return { probe: exact, seek }
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
  const origin = ORIGINS[attribute]
  return origin ? originated(origin, operator, text) : both(compareText(Prisma.sql`v."modelName"`, operator, text))
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
