import { expect, test } from 'vitest'
import { chooseCompared } from './choose-compared'

const many = (count: number) => Array.from({ length: count }, (_, index) => String(index))

test('chosen runs are compared; while none is chosen, all that are shown', () => {
  expect(chooseCompared(['a', 'b'], many(50))).toEqual({ ids: ['a', 'b'], words: 'Compare 2 runs', refusal: null })
  expect(chooseCompared([], many(24))).toMatchObject({ words: 'Compare all 24 shown', refusal: null })
})

test('one run is compared with nothing, and more than a hundred are too many', () => {
  expect(chooseCompared(['a'], many(50)).refusal).toContain('second run')
  expect(chooseCompared([], many(1)).refusal).toContain('Two runs')
  expect(chooseCompared(many(101), []).refusal).toContain('At most 100')
})
