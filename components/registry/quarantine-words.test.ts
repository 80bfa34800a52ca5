import { expect, test } from 'vitest'
import type { VersionDetail } from '@/lib/registry/contract'
import { describeVerdict, releaseRefusal } from './quarantine-words'

const version = (part: Partial<VersionDetail>) =>
  ({ findings: [], state: 'READY', ...part }) as unknown as VersionDetail

test('what nobody may release says so, and what to do instead', () => {
  expect(releaseRefusal('dangerous')).toContain('Register corrected files')
  expect(releaseRefusal('unscannable')).toContain('Register readable files')
  expect([releaseRefusal('suspicious'), releaseRefusal('clean'), releaseRefusal(null)]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

test('a verdict is a sentence; clean in quarantine is explained', () => {
  expect(describeVerdict(version({ verdict: null }))).toContain('not looked')
  expect(describeVerdict(version({ verdict: 'dangerous' }))).toContain('would run code')
  const finding = {
    code: 'format_not_allowed',
    answer: 'quarantine',
    verdict: 'clean',
    path: 'm.pt',
    message: '',
  } as const
  expect(describeVerdict(version({ verdict: 'clean', state: 'QUARANTINED', findings: [finding] }))).toContain(
    'not served unless a person releases it',
  )
})
