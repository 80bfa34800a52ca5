import type { FilterClause, FilterOperator } from './parse-filter'

export type FieldKind = 'metric' | 'param' | 'tag' | 'dataset' | 'text' | 'number'

export interface FieldRef {
  kind: FieldKind
  /** Key of the metric, param or tag; or the attribute's own name. */
  name: string
}

/** What a search knows: its attributes by every accepted spelling, and which kinds of keys it has. */
export interface SearchFields {
  attributes: Readonly<Record<string, { name: string; kind: 'text' | 'number' }>>
  /** Attributes that may be asked with IN and NOT IN. */
  listed: readonly string[]
  keys: readonly ('metric' | 'param' | 'tag' | 'dataset')[]
}

const PREFIXES: Record<string, FieldKind | 'attribute'> = {
  metric: 'metric',
  metrics: 'metric',
  param: 'param',
  params: 'param',
  parameter: 'param',
  parameters: 'param',
  tag: 'tag',
  tags: 'tag',
  dataset: 'dataset',
  datasets: 'dataset',
  attr: 'attribute',
  attribute: 'attribute',
  attributes: 'attribute',
  run: 'attribute',
}
const NUMERIC: readonly FilterOperator[] = ['=', '!=', '<', '<=', '>', '>=']
const TEXTUAL: readonly FilterOperator[] = ['=', '!=', 'LIKE', 'ILIKE']
const DATASET = ['name', 'digest', 'context']
const MAX_PATTERN = 256

const text = (name: string) => ({ name, kind: 'text' as const })
const number = (name: string) => ({ name, kind: 'number' as const })

export const RUN_FIELDS: SearchFields = {
  attributes: {
    run_id: text('run_id'),
    run_name: text('run_name'),
    'run name': text('run_name'),
    status: text('status'),
    user_id: text('user_id'),
    artifact_uri: text('artifact_uri'),
    start_time: number('start_time'),
    created: number('start_time'),
    end_time: number('end_time'),
  },
  listed: ['run_id'],
  keys: ['metric', 'param', 'tag', 'dataset'],
}

export const LOGGED_MODEL_FIELDS: SearchFields = {
  attributes: {
    name: text('name'),
    model_id: text('model_id'),
    model_type: text('model_type'),
    status: text('status'),
    source_run_id: text('source_run_id'),
    creation_timestamp: number('creation_timestamp'),
    creation_time: number('creation_timestamp'),
    last_updated_timestamp: number('last_updated_timestamp'),
    last_updated_time: number('last_updated_timestamp'),
  },
  listed: ['name', 'model_id', 'source_run_id', 'status', 'model_type'],
  keys: ['metric', 'param', 'tag'],
}

export const EXPERIMENT_FIELDS: SearchFields = {
  attributes: {
    name: text('name'),
    experiment_id: number('experiment_id'),
    creation_time: number('creation_time'),
    last_update_time: number('last_update_time'),
  },
  listed: [],
  keys: ['tag'],
}

export type FoundField = { ok: true; field: FieldRef } | { ok: false; problem: string }

/** Which field a key means, or why it means none. */
export function findField(fields: SearchFields, prefix: string | null, name: string): FoundField {
  const kind = prefix === null ? 'attribute' : PREFIXES[prefix]
  const isKnown = kind === 'attribute' || (kind !== undefined && (fields.keys as readonly string[]).includes(kind))
  if (!isKnown || kind === undefined)
    return {
      ok: false,
      problem: `Invalid entity type '${prefix}'. Valid values are attributes, ${fields.keys.map((key) => `${key}s`).join(', ')}.`,
    }
  if (kind === 'attribute') {
    const key = name.toLowerCase()
    const attribute = Object.hasOwn(fields.attributes, key) ? fields.attributes[key] : undefined
    const valid = [...new Set(Object.values(fields.attributes).map((one) => one.name))].join(', ')
    return attribute
      ? { ok: true, field: attribute }
      : { ok: false, problem: `Invalid attribute key '${name}' specified. Valid keys are ${valid}.` }
  }
  if (kind === 'dataset' && !DATASET.includes(name))
    return { ok: false, problem: `Invalid dataset key '${name}' specified. Valid keys are ${DATASET.join(', ')}.` }
  return { ok: true, field: { kind, name } }
}

function isNumeric(field: FieldRef): boolean {
  return field.kind === 'metric' || field.kind === 'number'
}

/** Why an operator or value does not go with a field; null when it does. */
export function clauseProblem(fields: SearchFields, field: FieldRef, clause: FilterClause): string | null {
  const { operator, value } = clause
  if (operator === 'IN' || operator === 'NOT IN')
    return fields.listed.includes(field.name) || field.kind === 'dataset'
      ? null
      : `${operator} is offered for ${fields.listed.join(', ') || 'no attribute'} only.`
  const allowed = isNumeric(field) ? NUMERIC : TEXTUAL
  if (!allowed.includes(operator))
    return `Invalid comparator '${operator}' for ${field.name}; it must be one of ${allowed.join(' ')}.`
  if (isNumeric(field)) return typeof value === 'number' ? null : `${field.name} is compared with a number.`
  if (typeof value !== 'string') return `${field.name} is compared with a quoted text.`
  return /LIKE/.test(operator) && value.length > MAX_PATTERN ? `A pattern has at most ${MAX_PATTERN} characters.` : null
}
