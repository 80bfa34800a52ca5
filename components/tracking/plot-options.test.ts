import { expect, test } from 'vitest'
import { parseSteps, plotOptionsOf } from './plot-options'

test('what the address says is taken where it makes sense, and the default otherwise', () => {
  const address = (entries: Record<string, string>) => plotOptionsOf((key) => entries[key] ?? '')
  expect(address({ x: 'time', smooth: '0.8', y: 'log', steps: '5-9' })).toEqual({
    axis: 'time',
    smoothing: 0.8,
    isLog: true,
    steps: [5, 9],
  })
  expect(address({ x: 'sideways', smooth: '7', steps: '9-5' })).toEqual({
    axis: 'step',
    smoothing: 0,
    isLog: false,
    steps: null,
  })
  expect([parseSteps('-5--2'), parseSteps('3'), parseSteps('a-b')]).toEqual([[-5, -2], null, null])
})
