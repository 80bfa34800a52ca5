import { describe, expect, it } from 'vitest'
import { parallelAxis } from './parallel-axis'
import { defaultAxes, prepareParallel } from './prepare-parallel'
import { fieldOf } from './run-fields'

const run = (name: string, params: Record<string, string>, metrics: Record<string, number | 'NaN'>) => ({
  runId: name,
  name,
  params: Object.entries(params).map(([key, value]) => ({ key, value })),
  metrics: Object.entries(metrics).map(([key, value]) => ({ key, value, step: 0, atMs: 0 })),
})
const RUNS = [
  run('a', { lr: '0.001', depth: '3', kind: 'tree', seed: '7' }, { auc: 0.8 }),
  run('b', { lr: '0.1', depth: '5', kind: 'dart', seed: '7' }, { auc: 0.9 }),
  run('c', { lr: '1', depth: '7', seed: '7' }, { auc: 'NaN' }),
]
const axis = (id: string) => {
  const field = fieldOf(id)
  if (!field) throw new Error(id)
  return parallelAxis(field, RUNS)
}

describe('parallelAxis', () => {
  it('is logarithmic over a wide positive range, linear over a narrow one, a list of words otherwise', () => {
    expect([axis('params.lr').scale, axis('params.depth').scale, axis('params.kind').scale]).toEqual([
      'log',
      'linear',
      'category',
    ])
    expect(axis('params.lr').place('0.1')).toBeCloseTo(2 / 3)
    expect(axis('params.kind').ticks.map((tick) => tick.label)).toEqual(['dart', 'tree'])
  })
  it('has no place for what was not logged and for NaN', () => {
    expect([axis('params.kind').place(null), axis('metrics.auc').place('NaN')]).toEqual([null, null])
  })
  it('says what stands at a place', () => {
    expect(axis('params.depth').label(0.5)).toBe('5')
    expect(axis('params.kind').label(0.9)).toBe('tree')
  })
})

describe('prepareParallel', () => {
  const fields = defaultAxes(RUNS)
  const auc = fieldOf('metrics.auc')
  it('takes the params that tell runs apart, then metrics', () => {
    expect(fields.map((field) => field.key)).toEqual(['depth', 'kind', 'lr', 'auc'])
  })
  it('keeps what lies within every range; a run without a value there is not kept', () => {
    const { kept, summary, lines } = prepareParallel(RUNS, fields, auc, {
      'params.depth': [0, 0.5],
      'params.kind': [0, 0.2],
    })
    expect(kept).toEqual(['b'])
    expect(summary).toBe('1 of 3 runs over 4 axes: depth, kind, lr, auc. Highest auc: b.')
    expect(lines.map((line) => line.shade)).toEqual([0, 1, null])
  })
  it('needs no axis and no run', () => {
    expect(prepareParallel([], [], null, {}).summary).toBe('0 of 0 runs over 0 axes: .')
  })
})
