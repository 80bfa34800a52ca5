import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileStrategy } from './compile-strategy'
import { decidePerson, type PersonFacts } from './decide-person'
import { decideRollout, type RolloutFacts, type RolloutState, type Transition } from './decide-rollout'
import { ENTRY_EVENT, isTerminal, type OpenStatus, ROLLOUT_STATUSES, STAGES, TIMEOUT_MS } from './status'

const compiled = compileStrategy({ strategy: 'canary' })
if (!compiled.ok) throw new Error(compiled.reason)
const spec = { steps: compiled.steps, fromPlanDigest: 'sha256:from', strategy: 'canary' as const }
const state = (change: Partial<RolloutState> = {}): RolloutState => ({
  kind: 'rollout',
  status: 'BAKING',
  stepIndex: 0,
  statusEnteredMs: 0,
  holdReason: null,
  resume: null,
  trafficMoved: true,
  attempts: 0,
  spec,
  ...change,
})
const facts = (change: Partial<RolloutFacts> = {}): RolloutFacts => ({
  nowMs: 1000,
  approval: 'not-needed',
  approvalEnd: null,
  versionReady: true,
  command: null,
  decision: null,
  automationOff: false,
  automaticRollbacks: { last15Min: 0, lastDay: 0 },
  ...change,
})
const done = { state: 'succeeded', code: null, planObserved: true } as const
const look = (
  action: 'ADVANCE' | 'WAIT' | 'HOLD' | 'ROLL_BACK' | 'AWAIT_APPROVAL',
  reason: 'HARM' | 'ALL_CLEAR' | 'DWELL' | 'AGENT_OFFLINE' = 'ALL_CLEAR',
) => ({ action, reason, detail: '', waitMs: null })

describe('the life of a canary', () => {
  test('approved, warmed, stepped, baked, finished', () => {
    const path: string[] = []
    let now = state({ status: 'PENDING', trafficMoved: false })
    const take = (change: Partial<RolloutFacts>) => {
      const next = decideRollout(now, facts(change)) as Transition
      path.push(`${next.to}${next.to === 'APPLYING' ? next.stepIndex : ''}`)
      now = { ...now, status: next.to, stepIndex: next.stepIndex }
    }
    take({ approval: 'approved' })
    take({ command: done })
    for (const _ of compiled.steps) {
      take({ command: done })
      take({ command: done, decision: look('ADVANCE') })
    }
    take({ command: done })
    expect(path).toEqual([
      'WARMING',
      'APPLYING0',
      'BAKING',
      'APPLYING1',
      'BAKING',
      'APPLYING2',
      'BAKING',
      'FINALIZING',
      'SUCCEEDED',
    ])
  })

  test('without approval nothing moves', () => {
    expect(decideRollout(state({ status: 'PENDING' }), facts({ approval: 'open' }))).toBeNull()
    expect(
      decideRollout(state({ status: 'PENDING' }), facts({ approval: 'refused', approvalEnd: 'REJECTED' })),
    ).toMatchObject({ to: 'CANCELLED', reason: 'REJECTED' })
  })

  test('harm rolls back by itself', () => {
    expect(decideRollout(state(), facts({ decision: look('ROLL_BACK', 'HARM') }))).toMatchObject({
      to: 'ROLLING_BACK',
      effects: ['apply-rollback'],
    })
  })

  test('harm is found in a paused rollout too', () => {
    expect(decideRollout(state({ status: 'PAUSED' }), facts({ decision: look('ROLL_BACK', 'HARM') }))).toMatchObject({
      to: 'ROLLING_BACK',
    })
  })

  test('a paused rollout never goes on by itself', () => {
    expect(decideRollout(state({ status: 'PAUSED' }), facts({ decision: look('ADVANCE') }))).toBeNull()
  })

  test('two automatic rollbacks within 15 minutes do not happen: it holds and asks', () => {
    const flapping = facts({ decision: look('ROLL_BACK', 'HARM'), automaticRollbacks: { last15Min: 1, lastDay: 1 } })
    expect(decideRollout(state(), flapping)).toMatchObject({ to: 'HELD', reason: 'FLAPPING' })
  })

  test('with automation off the engine only holds', () => {
    for (const action of ['ADVANCE', 'ROLL_BACK'] as const)
      expect(decideRollout(state(), facts({ automationOff: true, decision: look(action) }))).toMatchObject({
        to: 'HELD',
        reason: 'AUTOMATION_OFF',
      })
  })

  test('an unknown command is never taken for success', () => {
    const unknown = facts({ command: { state: 'unknown', code: null, planObserved: false } })
    expect(decideRollout(state({ status: 'APPLYING' }), unknown)).toMatchObject({
      to: 'HELD',
      reason: 'COMMAND_UNKNOWN',
    })
  })

  test('a failed rollback is tried three times with a new command each, then pages', () => {
    const failed = facts({ command: { state: 'failed', code: 'expired', planObserved: false } })
    expect(decideRollout(state({ status: 'ROLLING_BACK', attempts: 1 }), failed)).toMatchObject({
      to: 'ROLLING_BACK',
      effects: ['apply-rollback'],
    })
    expect(decideRollout(state({ status: 'ROLLING_BACK', attempts: 3 }), failed)).toMatchObject({
      to: 'ROLLBACK_FAILED',
    })
  })

  test('a step whose order failed before anything moved ends the rollout; later it holds', () => {
    const failed = facts({ command: { state: 'failed', code: 'load_failed', planObserved: false } })
    expect(decideRollout(state({ status: 'APPLYING' }), failed)).toMatchObject({ to: 'FAILED', reason: 'load_failed' })
    expect(decideRollout(state({ status: 'APPLYING', stepIndex: 1 }), failed)).toMatchObject({
      to: 'HELD',
      reason: 'COMMAND_FAILED',
    })
  })

  test('a hold for an unknown command ends when the agent says how it ended, at the stage where it began', () => {
    const held = state({ status: 'HELD', holdReason: 'COMMAND_UNKNOWN', resume: 'APPLYING' })
    expect(decideRollout(held, facts({ command: done }))).toMatchObject({ to: 'APPLYING', effects: [] })
    const open = { state: 'unknown', code: null, planObserved: false } as const
    expect(decideRollout(held, facts({ command: open }))).toBeNull()
  })

  test('a rollback that was given up on and is carried out after all counts', () => {
    expect(decideRollout(state({ status: 'ROLLBACK_FAILED' }), facts({ command: done }))).toMatchObject({
      to: 'ROLLED_BACK',
    })
  })

  test('a version that was taken out of use while it waited for approval does not start', () => {
    const waiting = state({ status: 'PENDING' })
    expect(decideRollout(waiting, facts({ approval: 'approved', versionReady: false }))).toMatchObject({
      to: 'CANCELLED',
      reason: 'VERSION_NOT_READY',
    })
  })

  test('the first version of a deployment has nothing to return to', () => {
    const first = state({ spec: { ...spec, fromPlanDigest: null } })
    expect(decideRollout(first, facts({ decision: look('ROLL_BACK', 'HARM') }))).toMatchObject({
      to: 'HELD',
      reason: 'NOTHING_TO_RETURN_TO',
    })
  })
})

describe('guarantees over all states', () => {
  test('every open status has a timeout and every status an entry event', () => {
    for (const status of ROLLOUT_STATUSES) {
      expect(ENTRY_EVENT[status]).toMatch(/^rollouts\./)
      if (!isTerminal(status)) expect(TIMEOUT_MS[status as OpenStatus]).toBeTruthy()
    }
  })

  const anyFacts = fc.record({
    nowMs: fc.integer({ min: 0, max: 10 ** 9 }),
    approval: fc.constantFrom('not-needed' as const, 'open' as const, 'approved' as const, 'refused' as const),
    approvalEnd: fc.constant(null),
    versionReady: fc.boolean(),
    command: fc.option(
      fc.record({
        state: fc.constantFrom('open' as const, 'unknown' as const, 'succeeded' as const, 'failed' as const),
        code: fc.constantFrom(null, 'conflict', 'expired'),
        planObserved: fc.boolean(),
      }),
      { nil: null },
    ),
    decision: fc.option(
      fc.constantFrom(
        look('ADVANCE'),
        look('WAIT', 'DWELL'),
        look('HOLD', 'AGENT_OFFLINE'),
        look('ROLL_BACK', 'HARM'),
        look('AWAIT_APPROVAL'),
      ),
      { nil: null },
    ),
    automationOff: fc.boolean(),
    automaticRollbacks: fc.record({ last15Min: fc.nat(3), lastDay: fc.nat(5) }),
  })
  const anyState = fc.record({
    kind: fc.constant('rollout' as const),
    status: fc.constantFrom(...ROLLOUT_STATUSES),
    stepIndex: fc.nat(compiled.steps.length - 1),
    statusEnteredMs: fc.constant(0),
    holdReason: fc.constantFrom(null, 'COMMAND_UNKNOWN', 'AGENT_OFFLINE', 'FLAPPING', 'INCONCLUSIVE'),
    resume: fc.constantFrom(null, ...STAGES),
    trafficMoved: fc.boolean(),
    attempts: fc.nat(4),
    spec: fc.constant(spec),
  })

  test('terminal states never move', () => {
    fc.assert(fc.property(anyState, anyFacts, (s, f) => !isTerminal(s.status) || decideRollout(s, f) === null))
  })

  test('a missing look never advances and never rolls back a healthy step before its time', () => {
    fc.assert(
      fc.property(anyState, anyFacts, (s, f) => {
        const next = decideRollout({ ...s, status: 'BAKING' }, { ...f, decision: null, nowMs: 1 })
        return next === null
      }),
    )
  })

  test('the engine never skips a step', () => {
    fc.assert(
      fc.property(anyState, anyFacts, (s, f) => {
        const next = decideRollout(s, f)
        return next === null || next.stepIndex - s.stepIndex <= 1
      }),
    )
  })
})

describe('people', () => {
  const by = (decision: PersonFacts['decision'], change: Partial<PersonFacts> = {}): PersonFacts => ({
    decision,
    command: done,
    needsOtherPerson: false,
    ...change,
  })
  const failed = { state: 'failed', code: 'load_failed', planObserved: false } as const

  test('promote goes to the last step, never past harm', () => {
    expect(decidePerson('promote', state(), by(look('WAIT', 'DWELL')))).toMatchObject({
      ok: true,
      transition: { to: 'APPLYING', stepIndex: 2 },
    })
    expect(decidePerson('promote', state(), by(look('ROLL_BACK', 'HARM')))).toMatchObject({ ok: false })
    expect(decidePerson('promote', state(), by(null))).toMatchObject({ ok: false })
  })

  test('pause holds traffic, resume goes on, and neither works twice', () => {
    expect(decidePerson('pause', state(), by(null))).toMatchObject({
      ok: true,
      transition: { to: 'PAUSED', effects: [] },
    })
    expect(decidePerson('pause', state({ status: 'PAUSED' }), by(null))).toMatchObject({ ok: false })
    expect(decidePerson('resume', state({ status: 'PAUSED' }), by(null))).toMatchObject({
      ok: true,
      transition: { to: 'BAKING' },
    })
    expect(decidePerson('resume', state(), by(null))).toMatchObject({ ok: false })
  })

  test('a pause while a step is ordered withdraws the order; resuming orders it again, once', () => {
    expect(decidePerson('pause', state({ status: 'APPLYING' }), by(null))).toMatchObject({
      transition: { to: 'PAUSED', effects: ['cancel-order'] },
    })
    const paused = state({ status: 'PAUSED', resume: 'APPLYING' })
    expect(decidePerson('resume', paused, by(null, { command: failed }))).toMatchObject({
      transition: { to: 'APPLYING', effects: ['apply-step'] },
    })
    expect(decidePerson('resume', paused, by(null))).toMatchObject({ transition: { to: 'APPLYING', effects: [] } })
  })

  test('a held stage whose order failed is ordered again on resume, and never while its end is unknown', () => {
    for (const [resume, order] of [
      ['WARMING', 'apply-warm'],
      ['APPLYING', 'apply-step'],
      ['FINALIZING', 'apply-final'],
    ] as const) {
      const held = state({ status: 'HELD', holdReason: 'COMMAND_FAILED', resume })
      expect(decidePerson('resume', held, by(null, { command: failed }))).toMatchObject({
        transition: { to: resume, effects: [order] },
      })
    }
    const unknown = { state: 'unknown', code: null, planObserved: false } as const
    const held = state({ status: 'HELD', holdReason: 'COMMAND_UNKNOWN', resume: 'APPLYING' })
    expect(decidePerson('resume', held, by(null, { command: unknown }))).toMatchObject({ ok: false })
  })

  test('a manual step of an approved rollout is confirmed by somebody else than its requester', () => {
    const waiting = state({ status: 'AWAITING_APPROVAL' })
    const facts = by(look('AWAIT_APPROVAL'), { needsOtherPerson: true })
    expect(decidePerson('advance', waiting, facts)).toMatchObject({ ok: false })
    expect(decidePerson('promote', waiting, facts)).toMatchObject({ ok: false })
    expect(decidePerson('advance', waiting, { ...facts, needsOtherPerson: false })).toMatchObject({ ok: true })
  })

  test('abort withdraws what has not moved anything, and goes back otherwise', () => {
    for (const status of ['PENDING', 'WARMING'] as const)
      expect(decidePerson('abort', state({ status }), by(null))).toMatchObject({ transition: { to: 'CANCELLED' } })
    expect(decidePerson('abort', state(), by(null))).toMatchObject({ transition: { to: 'ROLLING_BACK' } })
  })

  test('the first version can be given up, and so can a rollback that keeps failing', () => {
    const first = state({ status: 'HELD', spec: { ...spec, fromPlanDigest: null }, resume: 'BAKING' })
    expect(decidePerson('abort', first, by(null))).toMatchObject({ transition: { to: 'CANCELLED' } })
    expect(decidePerson('abort', state({ status: 'ROLLBACK_FAILED' }), by(null))).toMatchObject({
      transition: { to: 'FAILED', reason: 'GIVEN_UP' },
    })
  })
})
