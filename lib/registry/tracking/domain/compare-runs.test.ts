import { expect, test } from 'vitest'
import { compareLogged } from './compare-runs'

test('what differs comes first; a run without a key has null there', () => {
  const runs = [
    [
      { key: 'lr', value: '0.1' },
      { key: 'seed', value: '1' },
    ],
    [
      { key: 'seed', value: '1' },
      { key: 'depth', value: '3' },
    ],
  ]
  expect(compareLogged(runs)).toEqual([
    { key: 'depth', values: [null, '3'], differs: true },
    { key: 'lr', values: ['0.1', null], differs: true },
    { key: 'seed', values: ['1', '1'], differs: false },
  ])
  expect(compareLogged([])).toEqual([])
})
