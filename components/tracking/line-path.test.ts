import { expect, test } from 'vitest'
import { linePath } from './line-path'

test('pieces are moved to, not connected; a lone point is a dot', () => {
  expect(
    linePath([
      [
        [0, 0],
        [0.5, 1],
      ],
      [[1, 0.25]],
    ]),
  ).toBe('M0 1000L500 0M1000 750h0')
})
