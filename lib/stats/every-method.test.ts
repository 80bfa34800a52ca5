import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareEstimate } from './sequential/compare-estimate'
import { intersectIntervals } from './sequential/intersect-intervals'
import { quantileAbFromBuckets } from './sequential/quantile-ab-from-buckets'
import { mmdPValue } from './sketch/mmd-p-value'
import { principalComponents } from './sketch/principal-components'
import { rffFrequencies } from './sketch/rff-frequencies'
import type { GoldenMapping } from './testing/golden-mapping'
import { loadGolden } from './testing/load-golden'
import { resultFaults } from './testing/result-faults'
import { SOUND_INPUTS } from './testing/sound-inputs'

type Call = (input: never) => unknown
type Case = readonly [method: string, call: Call, input: unknown]

// What JSON can carry where a number belongs: sizes beyond any data, denormals, and what is no number at all.
const JSON_LEAVES = [0, -1, 2, 0.5, 1e-12, 5e-324, 1e9, 2 ** 32, 1e15, Number.MAX_SAFE_INTEGER, 2 ** 53, 1e300]
const NO_NUMBERS = [null, '5', true]
const LEAVES: readonly unknown[] = [...JSON_LEAVES, -1e300, Number.MAX_VALUE, 1 - 2 ** -53, ...NO_NUMBERS]
// Monte Carlo costs its draws; the hostile inputs of these methods are in hostile-input.test.ts.
const SLOW = ['bandit.bestProbabilities', 'bandit.topTwoWeights', 'planning.timeToDecision']

const WITHOUT_VECTORS: readonly Case[] = [
  [
    'sequential.compareEstimate',
    compareEstimate,
    { estimate: 1, standardError: 0.3, n: 900, nStar: 1000, alpha: 0.05, alternative: 'less' },
  ],
  [
    'sequential.intersectIntervals',
    intersectIntervals,
    {
      intervals: [
        { lower: 0, upper: null },
        { lower: 1, upper: 2 },
      ],
    },
  ],
  ['sequential.quantileAbFromBuckets', quantileAbFromBuckets, { p: 0.9, tOpt: 100, a: [9, 4, 1], b: [2, 4, 8] }],
  ['sketch.mmdPValue', mmdPValue, { observed: 0.4, nullValues: Array.from({ length: 40 }, (_, i) => i / 80) }],
  [
    'sketch.principalComponents',
    principalComponents,
    {
      rows: [
        [1, 2],
        [2, 3],
        [4, 1],
      ],
      share: 0.65,
    },
  ],
  ['sketch.rffFrequencies', rffFrequencies, { count: 4, dimensions: 2, lengthScale: 1, seed: 1 }],
]

async function casesOfVectors(): Promise<Case[]> {
  const files = (loadGolden() ?? []).filter(({ name }) => !['special', 'verdict', 'simulation'].includes(name))
  const cases = files.map(async ({ name, vectors }): Promise<Case[]> => {
    const { mapping } = (await import(`./golden/${name}.ts`)) as { mapping: GoldenMapping }
    const last = new Map(vectors.map(({ method, input }) => [method, input]))
    return [...last].flatMap(([method, input]) => {
      const call = mapping[method]
      return call === undefined || SLOW.includes(method) ? [] : [[method, call as Call, input] as const]
    })
  })
  return (await Promise.all(cases)).flat()
}

const CASES: readonly Case[] = [...WITHOUT_VECTORS, ...(await casesOfVectors())]

function spoil(value: unknown, next: () => number): unknown {
  if (typeof value === 'number') {
    const choice = next()
    return choice < LEAVES.length ? LEAVES[choice] : value
  }
  if (Array.isArray(value)) return next() === 0 ? [] : value.slice(0, 100).map((item) => spoil(item, next))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, spoil(field, next)]))
}

describe('every method', () => {
  const choice = fc.integer({ min: 0, max: 3 * LEAVES.length })

  it.each(CASES)('%s answers any JSON of its shape with a typed status and finite numbers', (_method, call, input) => {
    fc.assert(
      fc.property(fc.array(choice, { minLength: 17, maxLength: 17 }), (choices) => {
        let position = 0
        const spoiled = spoil(input, () => choices[position++ % choices.length] ?? 0)
        const faults = resultFaults((call as (input: unknown) => unknown)(spoiled))
        if (faults.length > 0) expect.fail(`${faults.join(', ')} of ${JSON.stringify(spoiled).slice(0, 300)}`)
      }),
      { seed: 20_261_122, numRuns: 60 },
    )
  })

  it('is among the tested: no file declares a method that neither vectors nor sound inputs reach', () => {
    if (loadGolden() === null) return
    const tested = new Set([...CASES, ...SOUND_INPUTS].map(([name]) => name.split(' ')[0]))
    const declared = readdirSync(new URL('.', import.meta.url), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .flatMap(
        (file) => readFileSync(new URL(file, import.meta.url), 'utf8').match(/method: '[a-zA-Z]+\.[a-zA-Z]+'/g) ?? [],
      )
      .map((text) => text.slice("method: '".length, -1))
    expect(declared.length).toBeGreaterThan(100)
    expect(declared.filter((method) => !tested.has(method))).toEqual([])
  })
})
