import { describe, expect, it } from 'vitest'
import { mapping } from './golden/simulation'
import { compareWithGolden } from './testing/compare-with-golden'
import { goldenFolder, loadGolden } from './testing/load-golden'

const vectors = loadGolden()?.find(({ name }) => name === 'simulation')?.vectors ?? []

// Trials described by the golden vectors: any generator must land within their tolerance.
describe('golden simulation', () => {
  it('has vectors, or the folder of golden vectors is absent', () => {
    if (loadGolden() === null) process.stdout.write(`simulation vectors not covered: no folder ${goldenFolder}\n`)
    else expect(vectors.length).toBeGreaterThan(0)
  })

  it.each(vectors.map((vector) => [vector.id, vector] as const))('%s', (_id, vector) => {
    const simulate = mapping[vector.method] as ((input: unknown) => unknown) | undefined
    if (simulate === undefined) throw new Error(`no simulation is mapped to ${vector.method}`)
    expect(compareWithGolden(simulate(vector.input), vector)).toEqual([])
  })
})
