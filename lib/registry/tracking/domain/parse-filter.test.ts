import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseFilter } from './parse-filter'
import { parseOrder } from './parse-order'
import { clauseProblem, findField, RUN_FIELDS } from './search-fields'

function clauses(text: string) {
  const parsed = parseFilter(text)
  return parsed.ok
    ? parsed.clauses.map(({ prefix, name, operator, value }) => [prefix, name, operator, value])
    : parsed.problem
}

describe('parseFilter', () => {
  test('reads every kind of key, operator and value', () => {
    expect(clauses('metrics.rmse <= 1e-3 and params.model=\'tree\' AND tags.mlflow.parentRunId != "x"')).toEqual([
      ['metrics', 'rmse', '<=', 0.001],
      ['params', 'model', '=', 'tree'],
      ['tags', 'mlflow.parentRunId', '!=', 'x'],
    ])
    expect(clauses('metrics.`a b` > -5 AND params."learning rate" ILIKE \'%0.1%\'')).toEqual([
      ['metrics', 'a b', '>', -5],
      ['params', 'learning rate', 'ILIKE', '%0.1%'],
    ])
    expect(clauses("attributes.run_id NOT  IN ('a', 'b')AND run_name like 'x'")).toEqual([
      ['attributes', 'run_id', 'NOT IN', ['a', 'b']],
      [null, 'run_name', 'LIKE', 'x'],
    ])
    expect(clauses('  ')).toEqual([])
  })

  test('says which word it cannot read', () => {
    expect(clauses("name='a' OR name='b'")).toBe('Invalid clause(s) in filter string: OR')
    expect(clauses('metrics.x')).toBe('Invalid clause(s) in filter string: metrics.x')
    expect(clauses("run_id IN ('a'")).toContain('Invalid clause(s)')
    expect(clauses("NOT name = 'a'")).toContain('Invalid clause(s)')
    expect(clauses("name = 'a' AND")).toBe('Invalid clause(s) in filter string: AND')
  })

  test('whatever is typed, the answer is clauses or a problem', () => {
    const words = fc.constantFrom(
      "'",
      '"',
      '`',
      '(',
      ')',
      ',',
      ' AND ',
      ' OR ',
      '=',
      '!=',
      'metrics.a',
      "'v'",
      ' LIKE ',
      ' IN ',
      '1.5',
      '%',
      ' ',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words, { maxLength: 30 }).map((parts) => parts.join('')),
        ),
        (text) => {
          const parsed = parseFilter(text)
          if (!parsed.ok) return parsed.problem.length > 0
          return parsed.clauses.length > 0 || text.trim() === ''
        },
      ),
    )
  })

  // Where reading is not linear, these do not end before the test's patience does.
  test('a long unreadable text is refused', () => {
    expect(parseFilter(`${'a.'.repeat(1_000_000)} x`).ok).toBe(false)
    expect(parseFilter(`${' '.repeat(1_000_000)}x`).ok).toBe(false)
  })
})

describe('fields of a search', () => {
  const problem = (text: string) => {
    const parsed = parseFilter(text)
    const clause = parsed.ok ? parsed.clauses[0] : undefined
    if (!clause) return 'unread'
    const found = findField(RUN_FIELDS, clause.prefix, clause.name)
    return found.ok ? clauseProblem(RUN_FIELDS, found.field, clause) : found.problem
  }

  test('operators go with the kind of the field', () => {
    expect(problem('metrics.a > 1')).toBeNull()
    expect(problem("run_id IN ('a')")).toBeNull()
    expect(problem("metrics.a LIKE 'x'")).toContain('Invalid comparator')
    expect(problem("params.a > 'x'")).toContain('Invalid comparator')
    expect(problem("status IN ('RUNNING')")).toContain('run_id only')
    expect(problem('params.a = 1')).toContain('quoted text')
    expect(problem("start_time > 'x'")).toContain('number')
  })

  test('an unknown key lists the known ones', () => {
    expect(problem("foo = 'x'")).toMatch(/^Invalid attribute key 'foo' specified\. Valid keys are run_id, run_name/)
    expect(problem("widgets.foo = 'x'")).toContain("Invalid entity type 'widgets'")
  })

  test('order: quoted keys, directions, no key twice', () => {
    expect(parseOrder(RUN_FIELDS, ['metrics.`a b` DESC', 'start_time'])).toEqual({
      ok: true,
      keys: [
        { field: { kind: 'metric', name: 'a b' }, descending: true },
        { field: { name: 'start_time', kind: 'number' }, descending: false },
      ],
    })
    expect(parseOrder(RUN_FIELDS, ['params.a', 'params.a DESC']).ok).toBe(false)
    expect(parseOrder(RUN_FIELDS, ['a b c']).ok).toBe(false)
  })
})
