import { expect, test } from 'vitest'
import { type Ballot, decideVote, type VoteFacts } from './decide-vote'

const now = new Date('2026-05-01T00:00:00Z')
const facts: VoteFacts = {
  state: 'IN_REVIEW',
  cycle: 1,
  approvalDigest: 'sha256:aa',
  expiresAt: new Date('2026-05-02T00:00:00Z'),
  requestedById: 'rita',
  submittedById: 'rita',
  authorIds: ['dan'],
}
const ballot: Ballot = {
  personId: 'otto',
  isPerson: true,
  mayVote: true,
  decision: 'approve',
  cycle: 1,
  approvalDigest: 'sha256:aa',
}
const decide = (f: Partial<VoteFacts>, b: Partial<Ballot>) => decideVote({ ...facts, ...f }, { ...ballot, ...b }, now)

test('one approval of somebody else approves; a rejection ends the request', () => {
  expect(decide({}, {})).toEqual({ next: 'APPROVED' })
  expect(decide({}, { decision: 'reject' })).toEqual({ next: 'REJECTED' })
})

test('a rejection outranks an approval that was already given', () => {
  expect(decide({ state: 'APPROVED' }, { decision: 'reject' })).toEqual({ next: 'REJECTED' })
})

test.each([
  ['the requester', {}, { personId: 'rita' }, 'requester'],
  ['who submitted it for the requester', { submittedById: 'sam' }, { personId: 'sam' }, 'requester'],
  ['who made the version', {}, { personId: 'dan' }, 'author'],
  ['a token', {}, { isPerson: false }, 'not_a_person'],
  ['somebody without the right', {}, { mayVote: false }, 'no_permission'],
  ['a vote after the time ran out', { expiresAt: now }, {}, 'expired'],
  ['a second approval', { state: 'APPROVED' as const }, {}, 'wrong_state'],
  [
    'a rejection while it is being carried out',
    { state: 'EXECUTING' as const },
    { decision: 'reject' as const },
    'wrong_state',
  ],
  ['a vote for an older cycle', { cycle: 2 }, {}, 'stale_cycle'],
  ['a vote for other content', {}, { approvalDigest: 'sha256:bb' }, 'stale_cycle'],
])('%s does not count', (_who, f, b, refusal) => {
  expect(decide(f, b)).toEqual({ refusal })
})
