import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MlflowError } from '../mlflow-error'
import { modelCondition } from './model-condition'
import { readFilter } from './read-filter'
import { searchOrder } from './search-page'
import { versionCondition } from './version-condition'

function refusal(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    if (error instanceof MlflowError) return `${error.code} ${error.message}`
    throw error
  }
  return 'accepted'
}

test.each([
  ["name='a' OR name='b'", 'INVALID_PARAMETER_VALUE Invalid clause(s) in filter string: OR'],
  [
    "foo='1'",
    "INVALID_PARAMETER_VALUE Invalid attribute key 'foo' specified. Valid keys are '{'name', 'source_path', 'version_number', 'run_id'}'",
  ],
  ["name = 'a' AND NOT name = 'b'", expect.stringMatching(/^INVALID_PARAMETER_VALUE Invalid clause/)],
  ["(name = 'a')", expect.stringMatching(/^INVALID_PARAMETER_VALUE Invalid clause/)],
  ["name IN ('a')", expect.stringMatching(/comparator 'IN'/)],
  ['version_number = "3"', expect.stringMatching(/must be a number/)],
  [`name LIKE '${'a'.repeat(257)}'`, expect.stringMatching(/at most 256/)],
  [Array(101).fill("name = 'a'").join(' and '), expect.stringMatching(/at most 100 clauses/)],
  [
    "run_id IN ('a', 'b') AND tags.`a b` ILIKE 'x%' and attribute.version_number >= 3 AND metrics.auc > 0.5",
    'accepted',
  ],
  ["tag.`mlflow.prompt.is_prompt` != 'true'", 'accepted'],
  ['', 'accepted'],
])('versions: %s', (filter, expected) => {
  expect(refusal(() => readFilter('versions', filter))).toEqual(expected)
})

const word = fc.constantFrom(
  'name',
  'tags.a',
  'tag.`x y`',
  'run_id',
  'version_number',
  'metrics.auc',
  'AND',
  'OR',
  'NOT',
  '=',
  '!=',
  'LIKE',
  'IN',
  '(',
  ')',
  ',',
  "'v'",
  '"w"',
  '3',
  '-1e9',
  '`',
  "'",
  '\u0000',
  '--',
  ';',
  '\\',
  '%',
  'ÿ',
)

test('no text makes the reader fail otherwise than by refusing, and no value of it becomes SQL', () => {
  const texts = fc.oneof(
    fc.string(),
    fc.array(word).map((words) => words.join(' ')),
  )
  fc.assert(
    fc.property(texts, fc.constantFrom('models' as const, 'versions' as const), (filter, subject) => {
      expect(refusal(() => readFilter(subject, filter))).toMatch(/^(accepted|INVALID_PARAMETER_VALUE )/)
      expect(refusal(() => searchOrder(subject, [filter], false))).toMatch(/^(accepted|INVALID_PARAMETER_VALUE )/)
    }),
    { numRuns: 2000 },
  )
  const terms = readFilter('models', "tags.a = 'x'' -- ' AND name LIKE '; DROP TABLE'".replace("''", ''))
  expect(terms).toHaveLength(2)
  for (const term of terms) {
    expect(modelCondition(term).text).not.toMatch(/DROP|--/)
    expect(versionCondition(term).probe.text).not.toMatch(/DROP|--/)
    expect(versionCondition(term).seek.text).not.toMatch(/DROP|--/)
  }
})

test('an order is total, and names no key twice', () => {
  expect(searchOrder('versions', [], false).map(({ key }) => key)).toEqual([
    'last_updated_timestamp',
    'name',
    'version_number',
  ])
  expect(searchOrder('versions', ['version_number DESC'], false).map(({ key }) => key)).toEqual([
    'version_number',
    'name',
  ])
  expect(refusal(() => searchOrder('models', ['name ASC', 'name DESC'], false))).toMatch(/duplicate/)
})
