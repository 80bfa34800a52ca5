import { expect, test } from 'vitest'
import { type Comparison, describeComparison } from './describe-comparison'

function comparisonOf(breaking: (boolean | null)[], sameContent: boolean[]): Comparison {
  const versions = breaking.map((_, index) => ({ number: index + 3 })) as Comparison['versions']
  return { versions, metrics: [], params: [], signature: [], breaking, sameContent }
}

test('the sentence names who breaks callers first, then who fits, then what cannot be told', () => {
  const text = describeComparison(comparisonOf([false, true, false, null, true], [true, false, false, false, false]))
  expect(text).toBe(
    'v4 and v7 cannot take over from v3 without changing its callers. v5 can take over from v3: same inputs and outputs for callers. Whether v6 can take over from v3 is not known: a signature is missing.',
  )
})

test('equal bytes need no further verdict, even where no signature is known', () => {
  expect(describeComparison(comparisonOf([null, null], [true, true]))).toBe('v3 and v4 hold the same bytes.')
})
