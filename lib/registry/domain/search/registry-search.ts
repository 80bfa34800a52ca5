import type { FilterClause, FilterOperator } from '../../tracking/domain/parse-filter'

export type SearchSubject = 'models' | 'versions'

/** One clause whose key is known and whose operator and value go with it. */
export type SearchTerm =
  | { kind: 'text' | 'number'; attribute: string; operator: FilterOperator; value: FilterClause['value'] }
  | { kind: 'tag'; key: string; operator: FilterOperator; value: string }
  | { kind: 'metric'; key: string; operator: FilterOperator; value: number }
  /** Objects without the prompt tag count as no prompts: clients add this to every search of models. */
  | { kind: 'no-prompt' }

export type TermOutcome = { ok: true; term: SearchTerm } | { ok: false; problem: string }

const NUMERIC: readonly FilterOperator[] = ['=', '!=', '<', '<=', '>', '>=']
const TEXTUAL: readonly FilterOperator[] = ['=', '!=', 'LIKE', 'ILIKE']
const MAX_PATTERN = 256
export const PROMPT_TAG = 'mlflow.prompt.is_prompt'

const TIMES = { creation_timestamp: 'number', last_updated_timestamp: 'number' } as const
const ATTRIBUTES: Record<SearchSubject, Readonly<Record<string, 'text' | 'number'>>> = {
  models: { name: 'text', alias: 'text', importance: 'text', user_id: 'text', ...TIMES },
  versions: {
    name: 'text',
    run_id: 'text',
    source_path: 'text',
    version_number: 'number',
    alias: 'text',
    status: 'text',
    stage: 'text',
    ...TIMES,
  },
}
/** As MLflow's own servers say it; users' code matches the text. */
const VALID_KEYS: Record<SearchSubject, string> = {
  models: `'{'name'}'`,
  versions: `'{'name', 'source_path', 'version_number', 'run_id'}'`,
}

function no(problem: string): TermOutcome {
  return { ok: false, problem }
}

function valueProblem(name: string, type: 'text' | 'number', { operator, value }: FilterClause): string | null {
  const allowed = type === 'number' ? NUMERIC : TEXTUAL
  if (!allowed.includes(operator))
    return `Invalid comparator '${operator}' for '${name}'. Use one of ${allowed.join(' ')}.`
  if (type === 'number') return typeof value === 'number' ? null : `The value of '${name}' must be a number.`
  if (typeof value !== 'string') return `The value of '${name}' must be a quoted text.`
  return operator.endsWith('LIKE') && value.length > MAX_PATTERN
    ? `A pattern has at most ${MAX_PATTERN} characters.`
    : null
}

function attributeTerm(subject: SearchSubject, clause: FilterClause): TermOutcome {
  const { name, operator, value } = clause
  const kind = Object.hasOwn(ATTRIBUTES[subject], name) ? ATTRIBUTES[subject][name] : undefined
  if (kind === undefined) return no(`Invalid attribute key '${name}' specified. Valid keys are ${VALID_KEYS[subject]}`)
  if (operator === 'IN' && name === 'run_id') return { ok: true, term: { kind, attribute: name, operator, value } }
  const problem = valueProblem(name, kind, clause)
  return problem === null ? { ok: true, term: { kind, attribute: name, operator, value } } : no(problem)
}

function isNoPrompt({ operator, value }: FilterClause): boolean {
  return (operator === '!=' && value === 'true') || (operator === '=' && value === 'false')
}

/** What one clause of a filter asks of models or versions, or why it asks nothing. */
export function readTerm(subject: SearchSubject, clause: FilterClause): TermOutcome {
  const { prefix, name, operator, value } = clause
  if (prefix === 'tag' || prefix === 'tags') {
    if (name === PROMPT_TAG && isNoPrompt(clause)) return { ok: true, term: { kind: 'no-prompt' } }
    const problem = valueProblem(name, 'text', clause)
    return problem === null
      ? { ok: true, term: { kind: 'tag', key: name, operator, value: String(value) } }
      : no(problem)
  }
  if (subject === 'versions' && (prefix === 'metrics' || prefix === 'metric')) {
    const problem = valueProblem(name, 'number', clause)
    return problem === null
      ? { ok: true, term: { kind: 'metric', key: name, operator, value: Number(value) } }
      : no(problem)
  }
  if (prefix === null || prefix === 'attribute' || prefix === 'attributes' || prefix === 'attr')
    return attributeTerm(subject, clause)
  return no(`Invalid attribute key '${prefix}.${name}' specified. Valid keys are ${VALID_KEYS[subject]}`)
}
