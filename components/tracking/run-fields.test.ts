import { expect, test } from 'vitest'
import { defaultFields, fieldsOf, fieldsText, parseFields } from './run-fields'

const run = (params: Record<string, string>, metrics: Record<string, number | 'NaN'>) => ({
  params: Object.entries(params).map(([key, value]) => ({ key, value })),
  metrics: Object.entries(metrics).map(([key, value]) => ({ key, value, step: 0, atMs: 0 })),
})
const RUNS = [
  run({ lr: '0.1', depth: '3', seed: '7' }, { 'val/loss': 0.4, auc: 0.9, epoch: 12, 'train/loss': 0.3 }),
  run({ lr: '0.2', depth: '3', seed: '7', extra: 'x' }, { 'val/loss': 'NaN', auc: 0.8, epoch: 12 }),
]

test('before anybody chose, the table shows the first metrics and the params that tell runs apart', () => {
  expect(defaultFields(RUNS).map((field) => field.id)).toEqual([
    'metrics.auc',
    'metrics.val/loss',
    'metrics.train/loss',
    'params.extra',
    'params.lr',
  ])
})

test('runs that differ in nothing still show their params', () => {
  expect(defaultFields([RUNS[0] ?? run({}, {})]).map((field) => field.id)).toContain('params.seed')
})

test('every key of any run is offered, counts last among metrics', () => {
  expect(fieldsOf(RUNS).map((field) => field.key)).toEqual([
    'auc',
    'val/loss',
    'train/loss',
    'epoch',
    'depth',
    'extra',
    'lr',
    'seed',
  ])
})

test('a choice of columns survives the address, whatever the keys hold', () => {
  const fields = parseFields(fieldsText(parseFields('metrics.a%2Cb%25,params.x y')))
  expect(fields.map((field) => [field.kind, field.key])).toEqual([
    ['metrics', 'a,b%'],
    ['params', 'x y'],
  ])
  expect(parseFields('metrics.,nonsense,%zz')).toEqual([])
})
