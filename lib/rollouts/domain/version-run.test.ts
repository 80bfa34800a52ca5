import { describe, expect, test } from 'vitest'
import { isTerminal, ROLLOUT_STATUSES } from './status'
import { versionRun } from './version-run'

const run = { stepIndex: 1, stepCount: 4, request: null }

describe('the run of a version', () => {
  test('waits for its change request by number, then runs step by step', () => {
    const request = { number: 12, state: 'IN_REVIEW' }
    expect(versionRun({ ...run, status: 'PENDING', request })).toEqual({ runState: 'APPROVAL', task: 'CR-12' })
    const approved = { number: 12, state: 'APPROVED' }
    expect(versionRun({ ...run, status: 'PENDING', request: approved })).toEqual({ runState: 'PENDING', task: 'CR-12' })
    const executing = { number: 12, state: 'EXECUTING' }
    expect(versionRun({ ...run, status: 'BAKING', request: executing })).toEqual({
      runState: 'RUNNING',
      task: 'step 2 of 4',
    })
  })

  test('never calls an ended rollout running, nor an open one succeeded', () => {
    for (const status of ROLLOUT_STATUSES) {
      const { runState } = versionRun({ ...run, status })
      expect(runState === 'SUCCEEDED').toBe(status === 'SUCCEEDED')
      if (isTerminal(status)) expect(['SUCCEEDED', 'FAILED']).toContain(runState)
    }
  })

  test('has no step on the way back from an old version, and never one beyond the last', () => {
    expect(versionRun({ ...run, status: 'ROLLING_BACK', stepIndex: 0, stepCount: 0 })).toEqual({
      runState: 'FAILED',
      task: 'roll back',
    })
    expect(versionRun({ ...run, status: 'SUCCEEDED', stepIndex: 4 }).task).toBe('step 4 of 4')
  })
})
