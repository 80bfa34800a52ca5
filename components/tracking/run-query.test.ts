import { describe, expect, it } from 'vitest'
import { filterOf, orderOf } from './run-query'

describe('filterOf', () => {
  it('takes a plain word as a part of the name and everything else as the grammar of MLflow', () => {
    expect(filterOf('gbm-d5', '')).toBe("run_name ILIKE '%gbm-d5%'")
    expect(filterOf("dana's", '')).toBe('run_name ILIKE "%dana\'s%"')
    expect(filterOf(' metrics.auc > 0.9 ', '')).toBe('metrics.auc > 0.9')
    expect(filterOf("params.booster LIKE 'gb%'", '')).toBe("params.booster LIKE 'gb%'")
  })
  it('joins the status facet', () => {
    expect(filterOf('', 'FAILED')).toBe("status = 'FAILED'")
    expect(filterOf('metrics.auc > 0.9', 'FINISHED')).toBe("metrics.auc > 0.9 AND status = 'FINISHED'")
    expect(filterOf('', '')).toBe('')
  })
})

describe('orderOf', () => {
  it('quotes keys, which may hold anything', () => {
    expect(orderOf('-metrics.val/loss per batch')).toBe('metrics.`val/loss per batch` DESC')
    expect(orderOf('params.a.b')).toBe('params.`a.b` ASC')
    expect(orderOf('-start_time')).toBe('start_time DESC')
  })
})
