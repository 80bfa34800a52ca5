import { describe, expect, it } from 'vitest'
import type { GoldenMapping } from './testing/golden-mapping'
import { loadGolden } from './testing/load-golden'
import { resultFaults } from './testing/result-faults'

const HOSTILE = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1, 0, 0.5, 1e300, -0]
// A closed choice, and a level that one method carries in its vectors without reading it.
const NOT_DATA = [
  'drift.jsDistance logBase',
  'drift.jsDivergence logBase',
  'drift.jsNoise logBase',
  'proportions.pooledZTest alpha',
]
const NO_ENVELOPE = ['special', 'verdict', 'simulation']
const files = (loadGolden() ?? []).filter(({ name }) => !NO_ENVELOPE.includes(name))

/** Every input that differs from the given one in a single number or in an emptied or shortened list. */
function* damaged(input: unknown): Generator<unknown> {
  if (typeof input === 'number') yield* HOSTILE
  else if (Array.isArray(input)) {
    yield []
    if (input.length > 1) yield input.slice(1)
    // The first, a middle and the last item stand for the rest of a long list.
    for (const index of new Set([0, Math.floor(input.length / 2), input.length - 1])) {
      for (const item of damaged(input[index])) yield input.map((own, i) => (i === index ? item : own))
    }
  } else if (typeof input === 'object' && input !== null) {
    for (const [key, field] of Object.entries(input)) {
      for (const item of damaged(field)) yield { ...input, [key]: item }
    }
  }
}

const dataOf = (method: string, input: unknown) =>
  Object.fromEntries(Object.entries(input as object).filter(([key]) => !NOT_DATA.includes(`${method} ${key}`)))

const isNotANumber = (value: unknown): boolean =>
  typeof value === 'number'
    ? !Number.isFinite(value)
    : typeof value === 'object' && value !== null && Object.values(value).some(isNotANumber)

describe.each(files.map(({ name, vectors }) => [name, vectors] as const))('%s', (name, vectors) => {
  it('answers damaged input with a typed status, never a throw, a NaN, an infinity or -0', async () => {
    const { mapping } = (await import(`./golden/${name}.ts`)) as { mapping: GoldenMapping }
    // One vector a method: the damage covers the rest.
    const first = new Map(vectors.map((vector) => [vector.method, vector]))
    for (const { method, input } of first.values()) {
      const compute = mapping[method] as (input: unknown) => { status: string }
      for (const candidate of damaged(dataOf(method, input))) {
        const result = compute({ ...(input as object), ...(candidate as object) })
        // Tens of thousands of candidates: only a faulty one is described.
        const faults = resultFaults(result)
        if (result.status === 'ok' && isNotANumber(candidate) && method !== 'drift.sketchNumeric')
          faults.push('ok from a number that is none')
        if (faults.length > 0)
          expect.fail(`${method} of ${JSON.stringify(candidate).slice(0, 300)}: ${faults.join(', ')}`)
      }
    }
  })
})
