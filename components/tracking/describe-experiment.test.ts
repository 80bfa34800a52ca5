import { expect, test } from 'vitest'
import { describeExperiment } from './describe-experiment'

const counts = { RUNNING: 0, SCHEDULED: 0, FINISHED: 0, FAILED: 0, KILLED: 0 }
const base = { experimentId: '1', name: 'churn', createdAt: '', updatedAt: '', tags: [] }

test('runs are counted by how they stand; a deleted experiment says that it can come back', () => {
  const active = { ...base, lifecycle: 'active' as const }
  expect(describeExperiment({ ...active, runs: { active: { ...counts, FINISHED: 22, FAILED: 1 }, deleted: 3 } })).toBe(
    'churn: 23 runs, 22 finished, 1 failed.',
  )
  expect(describeExperiment({ ...active, runs: { active: counts, deleted: 0 } })).toBe('churn has no runs yet.')
  expect(describeExperiment({ ...base, lifecycle: 'deleted', runs: { active: counts, deleted: 1 } })).toBe(
    'churn is deleted, with 1 run. It can be restored.',
  )
})
