import { expect, test } from 'vitest'
import { metricNames, prepareMetricHistory } from './prepare-metric-history'

const version = (number: number, metrics: Record<string, number>, aliases: string[] = [], state = 'READY') => ({
  number,
  state: state as 'READY',
  metrics,
  aliases,
})
const text = (value: number) => value.toFixed(2)

test('versions stand in order of their number, and one without the metric is a gap', () => {
  const model = prepareMetricHistory(
    [version(3, { auc: 0.9 }, ['champion']), version(2, {}, [], 'REFUSED'), version(1, { auc: 0.8 })],
    'auc',
    text,
  )
  expect(model.points).toEqual([
    { number: 1, value: 0.8, aliases: [], refused: false },
    { number: 2, value: null, aliases: [], refused: true },
    { number: 3, value: 0.9, aliases: ['champion'], refused: false },
  ])
  expect(model.summary).toBe('auc: v3 0.90; lowest 0.80 (v1), highest 0.90 (v3); 1 of 3 versions do not state it.')
})

test('the axis encloses every value, also when there is only one, negative or zero', () => {
  for (const values of [[-0.5], [0], [3, 3], [-1, 4]]) {
    const versions = values.map((value, index) => version(index + 1, { loss: value }))
    const { yTicks, stated } = prepareMetricHistory(versions, 'loss', text)
    expect(stated).toBe(values.length)
    expect(yTicks[0]).toBeLessThanOrEqual(Math.min(...values))
    expect(yTicks.at(-1)).toBeGreaterThanOrEqual(Math.max(...values))
    const steps = yTicks.slice(1).map((tick, i) => (tick - (yTicks[i] ?? 0)).toPrecision(6))
    expect(new Set(steps).size).toBe(1)
  }
})

test('nothing stated says so instead of drawing zero', () => {
  expect(prepareMetricHistory([version(1, {})], 'f1', text)).toMatchObject({
    stated: 0,
    summary: 'No version states f1.',
  })
})

test('names of metrics: the headline first, then by name', () => {
  expect(metricNames([version(1, { b: 1, a: 2 }), version(2, { c: 1 })], 'c')).toEqual(['c', 'a', 'b'])
  expect(metricNames([], null)).toEqual([])
})

test('names of aliases are short, below each other, and on the side that has room', () => {
  const { marks } = prepareMetricHistory(
    [version(1, {}, ['first']), version(2, {}, []), version(3, {}, ['champion', 'a-very-long-name'])],
    'auc',
    text,
  )
  expect(marks).toEqual([
    { number: 1, words: 'first', row: 0, side: 'right' },
    { number: 3, words: 'champion, a-very-…', row: 1, side: 'left' },
  ])
})
