import fc from 'fast-check'
import { expect, test } from 'vitest'
import { labelSchema, predictionSchema } from '../ingest-contract'
import { readLabel } from './label-input'
import { NO_DEFAULTS, readPrediction } from './read-prediction'

/** What JSON can hold, near the limits that the fields have. */
const value = fc.oneof(
  fc.constantFrom(
    null,
    true,
    false,
    '',
    'ok',
    'human_review',
    'x'.repeat(65),
    'x'.repeat(129),
    'x'.repeat(257),
    'x'.repeat(4097),
  ),
  fc.constantFrom(
    -1,
    0,
    0.5,
    1,
    1.5,
    100,
    599,
    600,
    1000,
    1001,
    3_600_000,
    3_600_001,
    '2026-01-02T03:04:05Z',
    '2026-01-02',
    'a/b=c',
  ),
  fc.constantFrom(
    [],
    [1, 2],
    ['a'],
    {},
    { code: 'E1' },
    { code: '' },
    { a: 0.5 },
    { a: 2 },
    { a: 'x' },
    { a: null },
    { a: [1] },
    { a: {} },
  ),
)

function accepts(read: () => unknown): boolean {
  try {
    read()
    return true
  } catch {
    return false
  }
}

/** Records in which most fields are left out, so that one field decides. */
function recordsOf(fields: readonly string[], base: Record<string, unknown>) {
  const some = fc.dictionary(fc.constantFrom(...fields, 'unheardOf'), value, { maxKeys: 3 })
  return some.map((changes) => ({ ...base, ...changes }))
}

test('the fast reader of predictions takes exactly what the published schema takes', () => {
  const records = recordsOf(Object.keys(predictionSchema.shape), { id: 'r1', time: 1_700_000_000_000 })
  fc.assert(
    fc.property(records, (record) => {
      expect(accepts(() => readPrediction(record, 1, NO_DEFAULTS))).toBe(predictionSchema.safeParse(record).success)
    }),
    { numRuns: 5000, seed: 5 },
  )
})

test('the reader of labels takes what the published schema takes; only a retracted label may be without a value', () => {
  const records = recordsOf(Object.keys(labelSchema.shape), { predictionId: 'r1', value: '1' })
  fc.assert(
    fc.property(records, (record) => {
      const withValue = record.value !== null || ('retracted' in record && record['retracted'] === true)
      expect(accepts(() => readLabel(record, 1, 0))).toBe(labelSchema.safeParse(record).success && withValue)
    }),
    { numRuns: 5000, seed: 5 },
  )
})
