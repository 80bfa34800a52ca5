import { expect, test } from 'vitest'
import { describeRunTime, formatLogged } from './format-logged'

test('what is no number is shown as what it is, never as zero', () => {
  expect(formatLogged('NaN')).toBe('NaN')
  expect(formatLogged('-Infinity')).toBe('−∞')
  expect(formatLogged(0.91234567)).toBe('0.91235')
})

test('a run that goes on says for how long; one that ended without saying when says nothing', () => {
  const run = { status: 'RUNNING', startMs: 0, endMs: null }
  expect(describeRunTime(run, 240_000)).toBe('for 4 min')
  expect(describeRunTime({ ...run, endMs: 90_000 }, 240_000)).toBe('1 min')
  expect(describeRunTime({ ...run, status: 'KILLED' }, 240_000)).toBeNull()
})
