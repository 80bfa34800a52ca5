import { describe, expect, it } from 'vitest'
import { gate } from './gate'
import type { GateAction, GateFacts } from './gate-facts'
import type { Verdict } from './verdict'

const VERDICTS: readonly Verdict[] = ['HARM', 'NON_INFERIOR', 'SUPERIOR', 'INCONCLUSIVE', 'INVALID']
const BOOLEANS = [true, false] as const
const GUARDRAILS: readonly (readonly Verdict[])[] = [
  [],
  ...VERDICTS.map((one) => [one]),
  ...VERDICTS.flatMap((one) => VERDICTS.map((two) => [one, two])),
]

function* everyGate(): Generator<GateFacts> {
  for (const baselineHealthy of BOOLEANS)
    for (const guardrails of GUARDRAILS)
      for (const signals of [[], ['HARM'], ['INVALID']] as const)
        for (const dwellElapsed of BOOLEANS)
          for (const snapshotCoversStep of BOOLEANS)
            for (const traffic of ['flowing', 'none-in-grace', 'none-after-grace'] as const)
              for (const integrity of ['ok', 'srm', 'multiple-exposure', 'label-coverage'] as const)
                for (const integrityPolicy of ['hold', 'roll-back'] as const)
                  for (const minimumSampleReached of BOOLEANS)
                    for (const deadlinePassed of BOOLEANS)
                      for (const deadlinePolicy of ['hold', 'roll-back', 'escalate'] as const)
                        for (const approval of ['not-required', 'granted', 'pending'] as const)
                          yield {
                            baselineHealthy,
                            guardrails,
                            signals,
                            dwellElapsed,
                            snapshotCoversStep,
                            traffic,
                            integrity,
                            integrityPolicy,
                            minimumSampleReached,
                            deadlinePassed,
                            deadlinePolicy,
                            approval,
                          }
}

const PASSES: readonly Verdict[] = ['NON_INFERIOR', 'SUPERIOR']

describe('verdict.gate over all combinations of facts with at most two guardrails', () => {
  it('advances only when every fact allows it, and then always', () => {
    let gates = 0
    const wrong: GateFacts[] = []
    for (const facts of everyGate()) {
      gates += 1
      const allowed =
        facts.baselineHealthy &&
        facts.guardrails.length > 0 &&
        facts.guardrails.every((verdict) => PASSES.includes(verdict)) &&
        !facts.signals.includes('HARM') &&
        facts.dwellElapsed &&
        facts.snapshotCoversStep &&
        facts.traffic === 'flowing' &&
        facts.integrity === 'ok' &&
        facts.minimumSampleReached &&
        facts.approval !== 'pending'
      if ((gate(facts).action === 'advance') !== allowed) wrong.push(facts)
    }
    expect(wrong).toEqual([])
    expect(gates).toBe(2 * 31 * 3 * 2 * 2 * 3 * 4 * 2 * 2 * 2 * 3 * 3)
  })

  it('HARM of a guardrail is outranked by an unhealthy baseline only, and adding one never helps', () => {
    const wrong: unknown[] = []
    for (const facts of everyGate()) {
      const harmed = gate({ ...facts, guardrails: [...facts.guardrails, 'HARM'] })
      const expected: GateAction = facts.baselineHealthy ? 'roll-back' : 'escalate'
      if (harmed.action !== expected) wrong.push(facts)
    }
    expect(wrong).toEqual([])
  })

  it('a deadline changes holds only, keeps their reason and never advances', () => {
    const wrong: unknown[] = []
    for (const facts of everyGate()) {
      const before = gate({ ...facts, deadlinePassed: false })
      const after = gate({ ...facts, deadlinePassed: true })
      const expected =
        before.action === 'hold'
          ? { action: facts.deadlinePolicy, reason: before.reason, deadlineApplied: true }
          : { ...before, deadlineApplied: false }
      if (JSON.stringify(after) !== JSON.stringify(expected) || before.deadlineApplied) wrong.push(facts)
    }
    expect(wrong).toEqual([])
  })

  it('approval is asked for only when everything else has passed', () => {
    for (const facts of everyGate()) {
      if (gate(facts).action !== 'await-approval') continue
      expect(gate({ ...facts, approval: 'granted' }).action).toBe('advance')
    }
  })
})
