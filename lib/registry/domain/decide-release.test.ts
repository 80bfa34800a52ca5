import { expect, test } from 'vitest'
import { refuseRelease } from './decide-release'
import { nextVersionState, VERSION_STATES } from './version-state'

const facts = { verdict: 'suspicious', createdById: 'dana', personId: 'rosa', fourEyes: true } as const

test('somebody else releases what is suspicious or only of a format that is not served', () => {
  expect(refuseRelease(facts)).toBe(null)
  expect(refuseRelease({ ...facts, verdict: 'clean' })).toBe(null)
})

test('nobody releases what is dangerous, what could not be read, and what was never judged', () => {
  for (const verdict of ['dangerous', 'unscannable', null] as const)
    expect(refuseRelease({ ...facts, verdict, fourEyes: false })).toBe('verdict')
})

test('the one who registered it releases it only where one pair of eyes is the policy', () => {
  expect(refuseRelease({ ...facts, personId: 'dana' })).toBe('registrant')
  expect(refuseRelease({ ...facts, personId: 'dana', fourEyes: false })).toBe(null)
})

test('only READY goes into quarantine and only QUARANTINED comes out of it', () => {
  for (const state of VERSION_STATES) {
    expect(nextVersionState(state, 'quarantine')).toBe(state === 'READY' ? 'QUARANTINED' : null)
    expect(nextVersionState(state, 'release')).toBe(state === 'QUARANTINED' ? 'READY' : null)
  }
})
