import { expect, test } from 'vitest'
import { dotPath, linePath } from './line-path'

test('pieces are moved to, not connected; a lone point is a dot, not a line', () => {
  const pieces: [number, number][][] = [
    [
      [0, 0],
      [0.5, 1],
    ],
    [[1, 0.25]],
  ]
  expect(linePath(pieces)).toBe('M0 1000L500 0')
  expect(dotPath(pieces)).toBe('M1000 750h0')
})
