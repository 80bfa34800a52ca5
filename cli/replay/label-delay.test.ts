import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { logNormalDelay, parseLabelDelay } from './label-delay'

const dataset = JSON.parse(readFileSync(join(import.meta.dirname, '../../prisma/seed/demo/dataset.json'), 'utf8')) as {
  labelDelay: {
    medianSeconds: number
    sigma: number
    neverShare: number
    examples: { id: number; seconds: number; never: boolean }[]
  }
}

test('the delay of every published example is reproduced to the second', () => {
  const { medianSeconds, sigma, neverShare, examples } = dataset.labelDelay
  const delay = logNormalDelay('census-employment', medianSeconds, sigma, neverShare)
  expect(examples.length).toBeGreaterThan(0)
  for (const { id, seconds, never } of examples) expect(delay(String(id))).toBe(never ? null : seconds)
})

test('a rule that cannot be read is refused in words', () => {
  expect(parseLabelDelay('30')('1')).toBe(30)
  expect(() => parseLabelDelay('soon')).toThrow('--label-delay')
})
