import { expect, test } from 'vitest'
import { describeRun } from './describe-run'

const run = { name: 'gbm', status: 'FINISHED' as const, lifecycle: 'active' as const, startMs: 0, endMs: 240_000 }
const metric = (key: string, value: number | 'NaN') => ({ key, value, step: 0, atMs: 0 })

test('a run says what became of it and how well it did', () => {
  const metrics = [metric('train/loss', 0.3), metric('auc', 0.91), metric('epoch', 12)]
  expect(describeRun({ ...run, metrics })).toBe('gbm finished after 4 min: auc 0.91000, train/loss 0.30000.')
  expect(describeRun({ ...run, metrics: [metric('loss', 'NaN')], status: 'FAILED' })).toBe(
    'gbm failed after 4 min: loss NaN.',
  )
  expect(describeRun({ ...run, metrics: [], status: 'RUNNING', endMs: null })).toBe('gbm is running.')
  expect(describeRun({ ...run, metrics, lifecycle: 'deleted' })).toBe('gbm is deleted. It can be restored.')
})
