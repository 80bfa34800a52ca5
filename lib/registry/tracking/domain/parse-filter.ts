export type FilterOperator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE' | 'ILIKE' | 'IN' | 'NOT IN'

export interface FilterClause {
  /** What stands before the first dot, such as `metrics`; null for a bare attribute. Lower case. */
  prefix: string | null
  name: string
  operator: FilterOperator
  value: string | number | readonly string[]
}

export type ParsedFilter = { ok: true; clauses: FilterClause[] } | { ok: false; problem: string }

const MAX_CLAUSES = 100
const SPACE = /\s*/y
const KEY = /(?:([A-Za-z]+)\.)?(`[^`]*`|"[^"]*"|[^\s=<>!'"`(),]+)/y
const OPERATOR = /(<=|>=|!=|=|<|>|(?:NOT\s+IN|ILIKE|LIKE|IN)(?=[\s('"]))/iy
const TEXT = /'([^']*)'|"([^"]*)"/y
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?=[\s,)]|$)/y
const JOINT = /AND(?=\s)/iy

/** Reads `key op value AND …` from left to right; anything else is a problem that names where reading stopped. */
class FilterReader {
  private at = 0

  constructor(private readonly text: string) {}

  private take(pattern: RegExp): RegExpExecArray | null {
    SPACE.lastIndex = this.at
    SPACE.exec(this.text)
    pattern.lastIndex = SPACE.lastIndex
    const match = pattern.exec(this.text)
    if (match) this.at = pattern.lastIndex
    return match
  }

  get rest(): string {
    return this.text.slice(this.at).trim()
  }

  private quoted(): string | null {
    const match = this.take(TEXT)
    return match ? (match[1] ?? match[2] ?? '') : null
  }

  private list(): string[] | null {
    if (!this.take(/\(/y)) return null
    const items: string[] = []
    do {
      const item = this.quoted()
      if (item === null) return null
      items.push(item)
    } while (this.take(/,/y))
    return this.take(/\)/y) ? items : null
  }

  private value(operator: FilterOperator): FilterClause['value'] | null {
    if (operator === 'IN' || operator === 'NOT IN') return this.list()
    const text = this.quoted()
    if (text !== null) return text
    const number = this.take(NUMBER)
    return number ? Number(number[0]) : null
  }

  clause(): FilterClause | null {
    const key = this.take(KEY)
    const operator = key && this.take(OPERATOR)
    if (!key || !operator) return null
    const word = (operator[1] ?? '').toUpperCase().replace(/\s+/, ' ') as FilterOperator
    const value = this.value(word)
    if (value === null) return null
    const name = (key[2] ?? '').replace(/^[`"](.*)[`"]$/s, '$1')
    return { prefix: key[1]?.toLowerCase() ?? null, name, operator: word, value }
  }

  and(): boolean {
    return this.take(JOINT) !== null
  }
}

/** The filter grammar of MLflow's searches: clauses joined by AND. */
export function parseFilter(text: string): ParsedFilter {
  const clauses: FilterClause[] = []
  if (text.trim() === '') return { ok: true, clauses }
  // A database takes neither; a client's library sends neither on purpose.
  if (text.includes('\0') || !text.isWellFormed()) return { ok: false, problem: 'Invalid characters in filter string.' }
  const reader = new FilterReader(text)
  do {
    const before = reader.rest
    const clause = reader.clause()
    if (clause === null) return { ok: false, problem: `Invalid clause(s) in filter string: ${before.slice(0, 200)}` }
    clauses.push(clause)
    if (clauses.length > MAX_CLAUSES) return { ok: false, problem: `A filter has at most ${MAX_CLAUSES} clauses.` }
  } while (reader.and())
  if (reader.rest === '') return { ok: true, clauses }
  const word = /^\S+/.exec(reader.rest)?.[0] ?? reader.rest
  return { ok: false, problem: `Invalid clause(s) in filter string: ${word.slice(0, 200)}` }
}
