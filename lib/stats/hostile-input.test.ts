import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RUNS } from './testing/arbitraries'
import { resultFaults } from './testing/result-faults'
import { SOUND_INPUTS } from './testing/sound-inputs'
import { metric } from './verdict/metric'
import { orient } from './verdict/orient'

const HOSTILE = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  -0,
  0,
  1,
  2,
  -1,
  0.5,
  1 - 2 ** -53,
  1e-12,
  5e-324,
  -5e-324,
  1e150,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  Number.MAX_SAFE_INTEGER,
  2 ** 53,
] as const

// Replaces some numbers by hostile ones, and now and then a list by an empty one; choices are consumed one per leaf.
function spoil(value: unknown, next: () => number): unknown {
  if (typeof value === 'number') {
    const choice = next()
    return choice < HOSTILE.length ? HOSTILE[choice] : value
  }
  if (Array.isArray(value)) return next() === 0 ? [] : value.map((item) => spoil(item, next))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, spoil(field, next)]))
}

const choices = fc.array(fc.integer({ min: 0, max: 4 * HOSTILE.length }), { minLength: 24, maxLength: 24 })

function reader(list: readonly number[]): () => number {
  let position = 0
  return () => list[position++ % list.length] ?? 0
}

describe('hostile input', () => {
  it.each(SOUND_INPUTS)('%s answers its own example', (_name, call, input) => {
    expect((call as (input: unknown) => { status: string })(input).status).not.toBe('invalid')
  })

  it.each(SOUND_INPUTS)('%s gives a typed status and clean numbers for whatever it is fed', (_name, call, input) => {
    const compute = call as (input: unknown) => unknown
    fc.assert(
      fc.property(choices, (list) => {
        const spoiled = spoil(input, reader(list))
        expect(resultFaults(compute(spoiled)), JSON.stringify(spoiled)).toEqual([])
      }),
      RUNS,
    )
  })

  it.each(SOUND_INPUTS)('%s names a non-finite number as such', (_name, call, input) => {
    const compute = call as (input: unknown) => { status: string; reason?: string }
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      for (const key of numericKeys(input)) {
        const result = compute({ ...(input as object), [key]: bad })
        expect(result, key).toMatchObject({ status: 'invalid', reason: 'NON_FINITE_INPUT' })
      }
    }
  })

  it('no hostile evidence passes a metric, and orienting it never throws', () => {
    const bad = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY)
    fc.assert(
      fc.property(bad, fc.constantFrom(...HOSTILE), fc.boolean(), (broken, other, first) => {
        const interval = first ? { lower: broken, upper: other } : { lower: other, upper: broken }
        const evidence = orient({ interval, direction: 'decrease-is-better' })
        const margins = { nonInferiority: 0.1, harm: 0.1, win: null }
        expect(metric({ evidence, evidenceStatus: 'ok', margins, integrity: 'ok', fresh: true }).verdict).toBe(
          'INVALID',
        )
      }),
      RUNS,
    )
  })
})

function numericKeys(input: unknown): string[] {
  return Object.entries(input as object)
    .filter(([, value]) => typeof value === 'number')
    .map(([key]) => key)
}
