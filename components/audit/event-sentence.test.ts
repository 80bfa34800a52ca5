import { describe, expect, it } from 'vitest'
import { eventSentence, eventWords } from './event-sentence'

describe('audit events in words', () => {
  it('names actor, act, room and a refusal', () => {
    const actor = { kind: 'user', id: 'u', name: 'Mara' }
    expect(eventSentence({ actor, type: 'rollouts.rolled-back', outcome: 'success' })).toBe(
      'Mara: rolled back (rollouts)',
    )
    expect(eventSentence({ actor, type: 'approvals.vote-cast', outcome: 'denied' })).toBe(
      'Mara: vote cast (approvals), denied',
    )
  })
  it('survives a type without a room', () => {
    expect(eventWords('odd')).toBe('odd')
  })
})
