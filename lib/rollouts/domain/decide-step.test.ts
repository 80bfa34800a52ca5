import { describe, expect, test } from 'vitest'
import { decideStep, STEP_RULES, type StepFacts } from './decide-step'
import type { GateResult } from './gate-result'

const step = {
  index: 0,
  kind: 'traffic' as const,
  candidateBps: 2500,
  mirrorBps: 0,
  minDwellSec: 60,
  maxDurationSec: 3600,
  manual: false,
  onInconclusive: 'hold' as const,
}

function gate(outcome: GateResult['outcome'], n = 500): GateResult {
  return {
    id: 'errors',
    metric: 'error-rate',
    outcome,
    enforced: true,
    stable: 0.01,
    candidate: 0.01,
    difference: null,
    pValue: null,
    margin: 0.05,
    n: { stable: n, candidate: n },
    minRequests: 100,
    method: 'test',
    why: outcome,
  }
}

const clear: StepFacts = {
  nowMs: 1_000_000,
  step,
  planObserved: true,
  notObservedSinceMs: null,
  agentOnline: true,
  dataThroughMs: 995_000,
  stepEnteredMs: 900_000,
  observedDwellMs: 90_000,
  baselineHealthy: true,
  candidateRequests: 500,
  gates: [gate('PASS')],
}

describe('a step', () => {
  test('advances only when every rule is clear', () => {
    expect(decideStep(clear)).toMatchObject({ action: 'ADVANCE', reason: 'ALL_CLEAR' })
  })

  test.each([
    ['the agent is silent for 5 minutes', { agentOnline: false, notObservedSinceMs: 600_000 }, 'HOLD', 'AGENT_OFFLINE'],
    ['another plan is observed', { planObserved: false, notObservedSinceMs: 999_000 }, 'WAIT', 'PLAN_NOT_OBSERVED'],
    ['nothing was ever captured', { dataThroughMs: null }, 'WAIT', 'EVIDENCE_STALE'],
    ['evidence is older than the step', { dataThroughMs: 899_999 }, 'WAIT', 'EVIDENCE_STALE'],
    ['evidence has been missing for long', { dataThroughMs: null, stepEnteredMs: 600_000 }, 'HOLD', 'EVIDENCE_STALE'],
    ['the baseline is sick', { baselineHealthy: false }, 'HOLD', 'BASELINE_UNHEALTHY'],
    ['a guardrail shows harm', { gates: [gate('HARM')] }, 'ROLL_BACK', 'HARM'],
    [
      'the candidate gets no request for 10 minutes',
      { candidateRequests: 0, observedDwellMs: 600_000 },
      'HOLD',
      'NO_TRAFFIC',
    ],
    ['the minimum time has not been observed', { observedDwellMs: 59_999 }, 'WAIT', 'DWELL'],
    ['there are too few requests', { gates: [gate('PASS', 99)] }, 'WAIT', 'MIN_SAMPLE'],
    ['a guardrail cannot tell', { gates: [gate('WAIT')] }, 'WAIT', 'INCONCLUSIVE'],
    ['the step asks for a person', { step: { ...step, manual: true } }, 'AWAIT_APPROVAL', 'MANUAL_STEP'],
  ] as const)('when %s', (_name, change, action, reason) => {
    expect(decideStep({ ...clear, ...change })).toMatchObject({ action, reason })
  })

  test('harm comes before dwell and sample size', () => {
    const facts = { ...clear, observedDwellMs: 0, gates: [gate('HARM', 3)] }
    expect(decideStep(facts)).toMatchObject({ action: 'ROLL_BACK' })
  })

  test('a sick baseline comes before harm: going back would not help', () => {
    expect(decideStep({ ...clear, baselineHealthy: false, gates: [gate('HARM')] })).toMatchObject({
      reason: 'BASELINE_UNHEALTHY',
    })
  })

  test('stale evidence never rolls back and never advances', () => {
    const action = decideStep({ ...clear, dataThroughMs: null, gates: [gate('HARM')] }).action
    expect(['WAIT', 'HOLD']).toContain(action)
  })

  test('a person is asked last, with complete evidence', () => {
    expect(decideStep({ ...clear, step: { ...step, manual: true }, gates: [gate('WAIT')] })).toMatchObject({
      reason: 'INCONCLUSIVE',
    })
    expect(STEP_RULES.at(-1)?.reason).toBe('MANUAL_STEP')
  })

  test('a gate in dry run is shown and decides nothing', () => {
    expect(decideStep({ ...clear, gates: [{ ...gate('HARM'), enforced: false }] })).toMatchObject({ action: 'ADVANCE' })
  })
})
