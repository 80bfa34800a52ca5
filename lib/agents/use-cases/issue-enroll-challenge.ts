import { defineCommand, unchanged } from '@/lib/server/operation'
import { challengeAnswerSchema, challengeBodySchema } from '../domain/wire'
import { issueChallenge } from '../store/challenges'

/** First half of an enrolment: a nonce for the proof that the agent holds its private key. */
export const issueEnrollChallenge = defineCommand({
  name: 'agents.issue-enroll-challenge',
  permission: { public: 'an agent that enrols has no identity yet' },
  input: challengeBodySchema,
  output: challengeAnswerSchema,
  audit: ['agents.enrolled'],
  async run(ctx) {
    return unchanged(await issueChallenge(ctx.tx, 'enroll', null))
  },
})
