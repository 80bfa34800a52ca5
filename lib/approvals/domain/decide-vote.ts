import { nextRequestState, type RequestState } from './transitions'

export interface VoteFacts {
  state: RequestState
  cycle: number
  approvalDigest: string
  expiresAt: Date
  requestedById: string
  submittedById: string
  /** People who made what is being decided on. */
  authorIds: readonly string[]
}

export interface Ballot {
  personId: string
  /** Only a person who is signed in votes; tokens, agents and jobs never do. */
  isPerson: boolean
  mayVote: boolean
  decision: 'approve' | 'reject'
  cycle: number
  approvalDigest: string
}

export type VoteRefusal =
  | 'not_a_person'
  | 'no_permission'
  | 'requester'
  | 'author'
  | 'expired'
  | 'wrong_state'
  | 'stale_cycle'

export type Exclusion = Extract<VoteRefusal, 'not_a_person' | 'no_permission' | 'requester' | 'author'>

/** Why this person can never decide on this request, or null. */
export function exclusionOf(
  facts: VoteFacts,
  voter: Pick<Ballot, 'personId' | 'isPerson' | 'mayVote'>,
): Exclusion | null {
  if (!voter.isPerson) return 'not_a_person'
  if (voter.personId === facts.requestedById || voter.personId === facts.submittedById) return 'requester'
  if (facts.authorIds.includes(voter.personId)) return 'author'
  return voter.mayVote ? null : 'no_permission'
}

/** What a vote makes of a request, or why it does not count. One approval suffices; a rejection is final. */
export function decideVote(
  facts: VoteFacts,
  ballot: Ballot,
  now: Date,
): { next: RequestState } | { refusal: VoteRefusal } {
  const excluded = exclusionOf(facts, ballot)
  if (excluded !== null) return { refusal: excluded }
  const next = nextRequestState(facts.state, ballot.decision)
  if (next === null) return { refusal: 'wrong_state' }
  if (facts.expiresAt <= now) return { refusal: 'expired' }
  if (ballot.cycle !== facts.cycle || ballot.approvalDigest !== facts.approvalDigest) return { refusal: 'stale_cycle' }
  return { next }
}
