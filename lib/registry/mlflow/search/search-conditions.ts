import { Prisma } from '@/prisma/generated/client'
import { PROMPT_TAG, readTerm, type SearchSubject, type SearchTerm } from '../../domain/search/registry-search'
import { type FilterOperator, parseFilter } from '../../tracking/domain/parse-filter'
import { invalidParameter } from '../mlflow-error'

const OPERATORS: Record<FilterOperator, Prisma.Sql> = {
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

const AUTHOR = Prisma.sql`coalesce(nullif(m."createdByName", ''), m."createdById")`
const STATUS = Prisma.sql`CASE v.state WHEN 'READY' THEN 'READY' WHEN 'QUARANTINED' THEN CASE WHEN v.verdict IN ('dangerous', 'unscannable') THEN 'FAILED_REGISTRATION' ELSE 'READY' END WHEN 'REFUSED' THEN 'FAILED_REGISTRATION' ELSE 'PENDING_REGISTRATION' END`
const COLUMNS: Record<SearchSubject, Readonly<Record<string, Prisma.Sql>>> = {
  models: {
    name: Prisma.sql`m.name`,
    importance: Prisma.sql`m.importance`,
    user_id: AUTHOR,
    creation_timestamp: Prisma.sql`m."createdAt"`,
    last_updated_timestamp: Prisma.sql`m."updatedAt"`,
  },
  versions: {
    name: Prisma.sql`m.name`,
    run_id: Prisma.sql`v."sourceRunId"`,
    source_path: Prisma.sql`v.source`,
    version_number: Prisma.sql`v.number`,
    status: STATUS,
    stage: Prisma.sql`v.stage`,
    creation_timestamp: Prisma.sql`v."createdAt"`,
    last_updated_timestamp: Prisma.sql`v."updatedAt"`,
  },
}

/** `column op value` with the value as a parameter; in patterns only % and _ are special. */
function textual(column: Prisma.Sql, operator: FilterOperator, value: string): Prisma.Sql {
  if (operator === 'LIKE')
    return Prisma.sql`(lower(${column}) LIKE lower(${value}) ESCAPE '' AND ${column} LIKE ${value} ESCAPE '')`
  if (operator === 'ILIKE') return Prisma.sql`lower(${column}) LIKE lower(${value}) ESCAPE ''`
  return Prisma.sql`${column} ${OPERATORS[operator]} ${value}`
}

const BELONGS: Record<SearchSubject, Prisma.Sql> = {
  models: Prisma.sql`FROM "ModelTag" t WHERE t."workspaceId" = m."workspaceId" AND t."modelId" = m.id`,
  versions: Prisma.sql`FROM "VersionTag" t WHERE t."workspaceId" = v."workspaceId" AND t."versionId" = v.id`,
}

/** An absent tag matches nothing, also under `!=`. Equality may use the index over the value's beginning. */
function tagged(subject: SearchSubject, key: string, operator: FilterOperator, value: string): Prisma.Sql {
  const begins = operator === '=' ? Prisma.sql`AND left(t.value, 100) = left(${value}, 100)` : Prisma.empty
  return Prisma.sql`EXISTS (SELECT 1 ${BELONGS[subject]} AND t.key = ${key} ${begins} AND ${textual(Prisma.sql`t.value`, operator, value)})`
}

function aliased(subject: SearchSubject, operator: FilterOperator, value: string): Prisma.Sql {
  const number = subject === 'versions' ? Prisma.sql`AND a.number = v.number` : Prisma.empty
  return Prisma.sql`EXISTS (SELECT 1 FROM "ModelAlias" a WHERE a."workspaceId" = m."workspaceId" AND a."modelId" = m.id ${number}
    AND ${textual(Prisma.sql`a.name`, operator, value)})`
}

type AttributeTerm = Extract<SearchTerm, { attribute: string }>

function attributed(subject: SearchSubject, { attribute, kind, operator, value }: AttributeTerm): Prisma.Sql {
  if (attribute === 'alias') return aliased(subject, operator, String(value))
  const column = COLUMNS[subject][attribute] ?? Prisma.sql`NULL`
  if (Array.isArray(value)) return Prisma.sql`${column} = ANY(${value}::text[])`
  if (kind === 'text') return textual(column, operator, String(value))
  if (attribute.endsWith('_timestamp'))
    return Prisma.sql`${column} ${OPERATORS[operator]} to_timestamp(${Number(value)}::float8 / 1000)`
  return Prisma.sql`${column} ${OPERATORS[operator]} ${Number(value)}::float8`
}

function condition(subject: SearchSubject, term: SearchTerm): Prisma.Sql {
  if ('attribute' in term) return attributed(subject, term)
  if (term.kind === 'no-prompt')
    return Prisma.sql`NOT EXISTS (SELECT 1 ${BELONGS[subject]} AND t.key = ${PROMPT_TAG} AND t.value = 'true')`
  const { key, operator, value } = term
  if (term.kind === 'tag') return tagged(subject, key, operator, String(value))
  return Prisma.sql`(v.metrics ->> ${key})::float8 ${OPERATORS[operator]} ${Number(value)}::float8`
}

export interface SearchFilter {
  conditions: Prisma.Sql[]
  /** The one model that the filter pins by name: its versions are then read in index order. */
  pinnedName: string | null
}

/** A filter as SQL conditions on models `m` (and versions `v`); what it cannot mean is refused in MLflow's words. */
export function readFilter(subject: SearchSubject, filter: string): SearchFilter {
  const parsed = parseFilter(filter)
  if (!parsed.ok) throw invalidParameter(parsed.problem)
  const terms = parsed.clauses.map((clause) => {
    const outcome = readTerm(subject, clause)
    if (!outcome.ok) throw invalidParameter(outcome.problem)
    return outcome.term
  })
  const asksForPrompts = terms.some(
    (term) => term.kind === 'no-prompt' || (term.kind === 'tag' && term.key === PROMPT_TAG),
  )
  if (subject === 'versions' && !asksForPrompts) terms.push({ kind: 'no-prompt' })
  const pin = terms.find((term) => 'attribute' in term && term.attribute === 'name' && term.operator === '=')
  const rest = subject === 'versions' ? terms.filter((term) => term !== pin) : terms
  return {
    conditions: rest.map((term) => condition(subject, term)),
    pinnedName: pin && 'value' in pin ? String(pin.value) : null,
  }
}
