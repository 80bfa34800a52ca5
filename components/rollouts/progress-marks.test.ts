import { describe, expect, it } from 'vitest'
import { progressMarks } from './progress-marks'

const facts = {
  status: 'ROLLING_BACK',
  kind: 'rollback' as const,
  commandState: 'RUNNING',
  observedBps: 0,
  goalBps: 10_000,
}

describe('progress until observed', () => {
  it('is not done when the agent has only said so', () => {
    expect(progressMarks({ ...facts, commandState: 'SUCCEEDED' })).toEqual({ carried: 'done', observed: 'now' })
  })
  it('is done once the share is observed', () => {
    expect(progressMarks({ ...facts, observedBps: 10_000 })).toEqual({ carried: 'done', observed: 'done' })
  })
  it('waits without a spinner while people have to agree', () => {
    expect(progressMarks({ ...facts, status: 'PENDING', kind: 'rollout', commandState: null })).toEqual({
      carried: 'next',
      observed: 'next',
    })
  })
  it('calls a rollout that turned back failed, not done', () => {
    expect(progressMarks({ ...facts, kind: 'rollout', observedBps: 10_000 }).observed).toBe('failed')
  })
})
