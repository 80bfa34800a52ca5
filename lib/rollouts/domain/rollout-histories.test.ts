import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileStrategy } from './compile-strategy'
import { decidePerson, type PersonAction } from './decide-person'
import {
  type CommandFact,
  decideRollout,
  type RolloutFacts,
  type RolloutState,
  type Transition,
} from './decide-rollout'
import type { StepDecision } from './decide-step'
import { STRATEGIES, type Strategy } from './spec'
import { type PlanVariantDraft, stagePlan } from './stage-plan'
import { stateAfter } from './state-after'
import { isTerminal, ROLLOUT_STATUSES } from './status'

const DAY = 86_400_000
const ref = (letter: string) => ({
  variantId: letter,
  versionId: letter,
  versionNumber: 1,
  manifestDigest: `sha256:${letter}`,
  configDigest: 'sha256:0',
})
const [STABLE, CANDIDATE] = [ref('s'), ref('c')]
const ACTIONS = ['pause', 'resume', 'advance', 'promote', 'abort', 'roll-back'] as const
const LOOKS = [
  ['ADVANCE', 'ALL_CLEAR'],
  ['WAIT', 'DWELL'],
  ['WAIT', 'PLAN_NOT_OBSERVED'],
  ['HOLD', 'AGENT_OFFLINE'],
  ['HOLD', 'BASELINE_UNHEALTHY'],
  ['ROLL_BACK', 'HARM'],
  ['AWAIT_APPROVAL', 'MANUAL_STEP'],
] as const satisfies readonly (readonly [StepDecision['action'], StepDecision['reason']])[]

type Happening =
  | { kind: 'person'; action: (typeof ACTIONS)[number]; isRequester: boolean }
  | { kind: 'vote'; vote: 'approved' | 'refused' }
  | { kind: 'agent'; does: 'done' | 'failed' | 'conflict' | 'lost' | 'observed' }
  | { kind: 'look'; look: (typeof LOOKS)[number] | null }
  | { kind: 'clock'; ms: number }
  | { kind: 'switch'; automationOff: boolean; flapping: boolean; versionReady: boolean }

/** What stands around the machine: approval, the agent with the last order, evidence and the clock. */
class World {
  state: RolloutState
  approval: RolloutFacts['approval']
  command: CommandFact = null
  decision: StepDecision | null = null
  nowMs = 0
  automationOff = false
  flapping = false
  versionReady = true
  orders: PlanVariantDraft[][] = []

  constructor(
    readonly strategy: Strategy,
    readonly isFirst: boolean,
    needsApproval: boolean,
  ) {
    const compiled = compileStrategy({ strategy: isFirst ? 'all-at-once' : strategy })
    if (!compiled.ok) throw new Error(compiled.reason)
    this.approval = needsApproval ? 'open' : 'not-needed'
    this.state = {
      kind: 'rollout',
      status: 'PENDING',
      stepIndex: 0,
      statusEnteredMs: 0,
      holdReason: null,
      resume: null,
      trafficMoved: false,
      attempts: 0,
      spec: { steps: compiled.steps, fromPlanDigest: isFirst ? null : 'sha256:from', strategy },
    }
  }

  facts(): RolloutFacts {
    return {
      nowMs: this.nowMs,
      approval: this.approval,
      approvalEnd: null,
      versionReady: this.versionReady,
      command: this.command,
      decision: this.inStep() ? this.decision : null,
      automationOff: this.automationOff,
      automaticRollbacks: { last15Min: this.flapping ? 1 : 0, lastDay: 0 },
    }
  }

  private inStep(): boolean {
    const { status, resume } = this.state
    return status === 'BAKING' || status === 'AWAITING_APPROVAL' || resume === 'BAKING'
  }

  private order(transition: Transition): PlanVariantDraft[] | null {
    const { effects, stepIndex } = transition
    const step = this.state.spec.steps[stepIndex]
    const stable = this.isFirst ? null : STABLE
    if (effects.includes('apply-warm')) return stagePlan({ kind: 'warm' }, stable, CANDIDATE)
    if (effects.includes('apply-rollback')) return stagePlan({ kind: 'rollback' }, stable, CANDIDATE)
    const isShadow = this.strategy === 'shadow'
    if (effects.includes('apply-final')) return stagePlan({ kind: 'final', shadow: isShadow }, stable, CANDIDATE)
    if (!effects.includes('apply-step')) return null
    if (step === undefined) throw new Error(`no step ${stepIndex}`)
    return stagePlan({ kind: 'step', step }, stable, CANDIDATE)
  }

  take(transition: Transition): void {
    const plan = this.order(transition)
    if (plan) {
      this.orders.push(plan)
      this.command = { state: 'open', code: null, planObserved: false }
    } else if (transition.effects.includes('cancel-order') && this.command?.state === 'open')
      this.command = { state: 'failed', code: 'by_user', planObserved: false }
    const movesTraffic = plan?.some((one) => one.variantId === CANDIDATE.variantId && one.weightBps > 0) ?? false
    this.state = stateAfter(this.state, transition, { nowMs: this.nowMs, movesTraffic })
  }

  person(action: PersonAction | 'roll-back', isRequester = false): boolean {
    if (isTerminal(this.state.status)) return false
    if (action === 'roll-back') {
      if (this.isFirst || ['PENDING', 'ROLLING_BACK'].includes(this.state.status)) return false
      const { stepIndex } = this.state
      this.take({ to: 'ROLLING_BACK', stepIndex, reason: 'PERSON', effects: ['apply-rollback'] })
      return true
    }
    const { decision, command } = this.facts()
    const needsOtherPerson = isRequester && this.approval !== 'not-needed'
    const answer = decidePerson(action, this.state, { decision, command, needsOtherPerson })
    if (answer.ok) this.take(answer.transition)
    return answer.ok
  }

  agent(does: 'done' | 'failed' | 'conflict' | 'lost' | 'observed'): void {
    if (this.command === null) return
    const { state } = this.command
    if (does === 'observed' && state === 'succeeded') this.command = { ...this.command, planObserved: true }
    if (state !== 'open' && state !== 'unknown') return
    if (does === 'done') this.command = { state: 'succeeded', code: null, planObserved: false }
    if (does === 'failed' || does === 'conflict')
      this.command = { state: 'failed', code: does === 'conflict' ? 'conflict' : 'load_failed', planObserved: false }
    if (does === 'lost') this.command = { state: 'unknown', code: null, planObserved: false }
  }

  happen(what: Happening): void {
    if (what.kind === 'person') this.person(what.action, what.isRequester)
    else if (what.kind === 'agent') this.agent(what.does)
    else if (what.kind === 'clock') this.nowMs += what.ms
    else if (what.kind === 'look')
      this.decision = what.look && { action: what.look[0], reason: what.look[1], detail: '', waitMs: null }
    else if (what.kind === 'vote') this.approval = this.approval === 'open' ? what.vote : this.approval
    else {
      this.automationOff = what.automationOff
      this.flapping = what.flapping
      this.versionReady = what.versionReady
    }
  }

  /** The engine's tick, as `runTransitions` takes it; answers what it did. */
  tick(): Transition[] {
    const taken: Transition[] = []
    for (let i = 0; i < 4; i += 1) {
      const transition = decideRollout(this.state, this.facts())
      if (transition === null) break
      this.take(transition)
      taken.push(transition)
    }
    return taken
  }
}

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ kind: fc.constant('person' as const), action: fc.constantFrom(...ACTIONS), isRequester: fc.boolean() }),
  fc.record({ kind: fc.constant('vote' as const), vote: fc.constantFrom('approved' as const, 'refused') }),
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('agent' as const),
      does: fc.constantFrom('done' as const, 'done', 'observed', 'observed', 'failed', 'conflict', 'lost'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('look' as const), look: fc.option(fc.constantFrom(...LOOKS)) }),
  },
  fc.record({ kind: fc.constant('clock' as const), ms: fc.constantFrom(1000, 60_000, 11 * 60_000, DAY, 8 * DAY) }),
  fc.record({
    kind: fc.constant('switch' as const),
    automationOff: fc.boolean(),
    flapping: fc.boolean(),
    versionReady: fc.boolean(),
  }),
)
const history = fc.record({
  strategy: fc.constantFrom(...STRATEGIES),
  isFirst: fc.boolean(),
  needsApproval: fc.boolean(),
  happenings: fc.array(happening, { maxLength: 60 }),
})

/** Lives a history: something happens, then the engine looks; `check` compares what it found with what it left. */
function live(
  { strategy, isFirst, needsApproval, happenings }: typeof history extends fc.Arbitrary<infer H> ? H : never,
  check: (world: World, before: RolloutState, taken: Transition[]) => void,
): World {
  const world = new World(strategy, isFirst, needsApproval)
  for (const what of happenings) {
    world.happen(what)
    const before = world.state
    check(world, before, world.tick())
  }
  return world
}

const RUNS = { numRuns: 500 }

test('no history reaches an impossible state: statuses, steps, stages, attempts, and nothing after the end', () => {
  fc.assert(
    fc.property(history, (past) => {
      live(past, ({ state }, before) => {
        expect(ROLLOUT_STATUSES).toContain(state.status)
        expect(state.stepIndex).toBeGreaterThanOrEqual(before.stepIndex)
        expect(state.stepIndex).toBeLessThan(state.spec.steps.length)
        expect(state.attempts).toBeLessThanOrEqual(3)
        expect(state.resume !== null).toBe(state.status === 'HELD' || state.status === 'PAUSED')
        if (state.status === 'HELD') expect(state.holdReason).not.toBeNull()
        if (isTerminal(before.status)) expect(state).toBe(before)
      })
    }),
    RUNS,
  )
})

test('every order is a plan that can be served: one stable, shares of 0 to 10000 that sum to 10000, shadows answer nobody', () => {
  fc.assert(
    fc.property(history, (past) => {
      for (const plan of live(past, () => undefined).orders) {
        expect(plan.filter((one) => one.role === 'stable')).toHaveLength(1)
        for (const one of plan) {
          expect(one.weightBps).toBeGreaterThanOrEqual(0)
          expect(one.weightBps).toBeLessThanOrEqual(10_000)
          if (one.role === 'shadow') expect(one.weightBps).toBe(0)
          if (one.mirrorBps > 0) expect(one.role).toBe('shadow')
        }
        expect(plan.reduce((sum, one) => sum + one.weightBps, 0)).toBe(10_000)
      }
    }),
    RUNS,
  )
})

test('nothing is ordered before approval, and a refusal ends it', () => {
  fc.assert(
    fc.property(history, (past) => {
      const world = live({ ...past, needsApproval: true }, ({ approval, orders, state }) => {
        if (approval === 'open') expect(orders).toHaveLength(0)
        if (approval === 'refused') expect(state.status).toBe('CANCELLED')
      })
      if (world.approval === 'refused') expect(world.orders).toHaveLength(0)
    }),
    RUNS,
  )
})

test('without evidence the engine takes no further step, and turns back only when a time is up', () => {
  fc.assert(
    fc.property(history, (past) => {
      live(past, (world, before, taken) => {
        for (const transition of taken) {
          if (transition.stepIndex > before.stepIndex || (transition.to === 'FINALIZING' && before.status === 'BAKING'))
            expect(world.decision?.action).toBe('ADVANCE')
          if (transition.to === 'ROLLING_BACK' && before.status === 'BAKING' && world.decision?.action !== 'ROLL_BACK')
            expect(transition.reason).toBe('INCONCLUSIVE')
        }
      })
    }),
    RUNS,
  )
})

test('the engine never ends a pause by going forward, and with automation off it turns nothing back', () => {
  fc.assert(
    fc.property(history, (past) => {
      live(past, (world, before, taken) => {
        if (before.status === 'PAUSED' && taken[0]) expect(['HELD', 'ROLLING_BACK']).toContain(taken[0].to)
        if (world.automationOff && !['ROLLING_BACK', 'ROLLBACK_FAILED'].includes(before.status))
          expect(taken.filter((one) => one.to === 'ROLLING_BACK' && one.reason !== 'PERSON')).toEqual([])
      })
    }),
    RUNS,
  )
})

test('a person can always turn back or give up, and once the agent obeys it ends', () => {
  fc.assert(
    fc.property(history, (past) => {
      const world = live(past, () => undefined)
      if (isTerminal(world.state.status)) return
      const canLeave = world.state.status === 'ROLLING_BACK' || world.person('roll-back') || world.person('abort')
      expect(canLeave).toBe(true)
      for (let i = 0; i < 4 && !isTerminal(world.state.status); i += 1) {
        world.agent('done')
        world.agent('observed')
        world.tick()
      }
      expect(isTerminal(world.state.status)).toBe(true)
    }),
    RUNS,
  )
})

test('left alone for ever, whatever waits for nobody speaks up or ends: nothing is silently stuck', () => {
  fc.assert(
    fc.property(history, (past) => {
      const world = live(past, () => undefined)
      world.decision = null
      for (let i = 0; i < 12; i += 1) {
        const { status } = world.state
        if (isTerminal(status) || (status === 'PENDING' && world.approval === 'open')) return
        world.nowMs += 8 * DAY
        expect(world.tick().length).toBeGreaterThan(0)
      }
      expect(['HELD', 'ROLLBACK_FAILED']).toContain(world.state.status)
    }),
    RUNS,
  )
})
