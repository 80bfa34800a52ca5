import { describe, expect, it } from 'vitest'
import { compareWithGolden } from './testing/compare-with-golden'
import type { GoldenMapping } from './testing/golden-mapping'
import { goldenFolder, loadGolden } from './testing/load-golden'
import { resultFaults } from './testing/result-faults'

const files = loadGolden()

// Long simulations: their vectors run in golden.calibration.test.ts; here only the mapping is checked.
const IN_CALIBRATION = 'simulation'

async function loadMapping(name: string): Promise<GoldenMapping> {
  try {
    return ((await import(`./golden/${name}.ts`)) as { mapping: GoldenMapping }).mapping
  } catch (cause) {
    throw new Error(`no mapping module lib/stats/golden/${name}.ts for golden file ${name}.json`, { cause })
  }
}

if (files === null) {
  const reason = `golden vectors not covered: no folder ${goldenFolder} (set SLIPWAY_GOLDEN_DIR)`
  it(reason, () => {
    process.stdout.write(`${reason}\n`)
    expect(process.env['CI'], reason).toBeFalsy()
  })
} else {
  it('the folder of golden vectors holds vectors', () => {
    const counts = files.map(({ name, vectors }) => `${name} ${vectors.length}`)
    process.stdout.write(`golden vectors: ${counts.join(', ')}\n`)
    expect(files.reduce((total, { vectors }) => total + vectors.length, 0)).toBeGreaterThan(0)
  })

  for (const { name, vectors } of files) {
    describe(`golden ${name}`, () => {
      it.each(vectors.map((vector) => [vector.id, vector] as const))('%s', async (_id, vector) => {
        const mapping = await loadMapping(name)
        const compute = mapping[vector.method] as ((input: unknown) => unknown) | undefined
        if (compute === undefined) throw new Error(`no function is mapped to ${vector.method}`)
        if (name === IN_CALIBRATION) return
        const answer = compute(vector.input)
        expect(compareWithGolden(answer, vector)).toEqual([])
        expect(resultFaults(answer)).toEqual([])
      })
    })
  }
}
