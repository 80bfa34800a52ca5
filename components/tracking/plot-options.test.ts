import { expect, test } from 'vitest'
import { plotOptionsOf } from './plot-options'

const address = (entries: Record<string, string>) => plotOptionsOf((key) => entries[key] ?? '')

test('what the address says is taken where it makes sense, and the default otherwise', () => {
  expect(address({ x: 'time', smooth: '0.8', y: 'log', time: '5-9' })).toEqual({
    axis: 'time',
    smoothing: 0.8,
    isLog: true,
    part: [5, 9],
  })
  expect(address({ x: 'sideways', smooth: '7', steps: '9-5' })).toEqual({
    axis: 'step',
    smoothing: 0,
    isLog: false,
    part: null,
  })
})

test('a part belongs to its own axis', () => {
  const parts = { steps: '1-2', time: '3-4', since: '5-6' }
  expect(['step', 'time', 'relative'].map((x) => address({ ...parts, x }).part)).toEqual([
    [1, 2],
    [3, 4],
    [5, 6],
  ])
  expect(address({ x: 'relative', steps: '1-2' }).part).toBeNull()
})
