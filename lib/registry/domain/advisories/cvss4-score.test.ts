import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cvss4BaseScore } from './cvss4-score'

test.each([
  ['AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H', 10],
  ['AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 9.3],
  ['AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 9.2],
  ['AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N', 8.7],
  ['AV:L/AC:L/AT:N/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 8.5],
  ['AV:N/AC:L/AT:N/PR:L/UI:P/VC:N/VI:N/VA:N/SC:L/SI:L/SA:N', 5.1],
  ['AV:P/AC:H/AT:P/PR:H/UI:A/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N', 1],
  ['AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N', 0],
  ['AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N', null],
  ['AV:N/AC:L/AT:N/PR:N/UI:R/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', null],
])('%s is %s', (vector, score) => {
  expect(cvss4BaseScore(`CVSS:4.0/${vector}`)).toBe(score)
})

test('vectors of other standards, threats and environments change nothing', () => {
  const base = 'AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:L/VA:N/SC:N/SI:N/SA:N'
  expect(cvss4BaseScore(`CVSS:4.0/${base}/E:U/CR:L`)).toBe(cvss4BaseScore(`CVSS:4.0/${base}`))
  expect(cvss4BaseScore(`CVSS:3.1/${base}`)).toBeNull()
})

const METRICS = {
  AV: 'NALP',
  AC: 'LH',
  AT: 'NP',
  PR: 'NLH',
  UI: 'NPA',
  VC: 'HLN',
  VI: 'HLN',
  VA: 'HLN',
  SC: 'HLN',
  SI: 'HLN',
  SA: 'HLN',
}

test('a graver value of one metric never scores less', () => {
  const vector = fc.tuple(...Object.values(METRICS).map((values) => fc.integer({ min: 0, max: values.length - 1 })))
  const text = (levels: readonly number[]) =>
    `CVSS:4.0/${Object.entries(METRICS)
      .map(([metric, values], index) => `${metric}:${values[levels[index] ?? 0]}`)
      .join('/')}`
  fc.assert(
    fc.property(vector, fc.nat(10), (levels, at) => {
      const graver = levels.map((level, index) => (index === at ? Math.max(0, level - 1) : level))
      expect(cvss4BaseScore(text(graver)) ?? -1).toBeGreaterThanOrEqual(cvss4BaseScore(text(levels)) ?? 11)
    }),
  )
})
