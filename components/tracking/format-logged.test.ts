import { expect, test } from 'vitest'
import { describeRunTime, formatLogged, shortParam } from './format-logged'

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

test('a long fraction is rounded with its exponent; text, short numbers and long ids stay as they are', () => {
  expect(
    ['3.99909852829708e-05', '0.0004898689849935901', '0.1', '12345678901234567890', 'adam-with-restarts'].map(
      shortParam,
    ),
  ).toEqual(['3.9991e-5', '0.000490', '0.1', '12345678901234567890', 'adam-with-restarts'])
})
