import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { challengeAnswerSchema, sessionChallengeBodySchema } from '../domain/wire'
import { issueChallenge } from '../store/challenges'

/** First half of a session. An unknown agent gets an answer of the same form, so that asking reveals nothing. */
export const issueSessionChallenge = defineCommand({
  name: 'agents.issue-session-challenge',
  permission: { public: 'the session request that uses the nonce is signed' },
  input: sessionChallengeBodySchema,
  output: challengeAnswerSchema,
  audit: ['agents.session-opened'],
  async run(ctx, { agentId }) {
    const known =
      z.uuid().safeParse(agentId).success && (await ctx.tx.agent.findUnique({ where: { id: agentId } })) !== null
    if (known) return unchanged(await issueChallenge(ctx.tx, 'session', agentId))
    const expiresAt = new Date(ctx.clock.now().getTime() + 60_000).toISOString()
    return unchanged({ challenge: randomBytes(32).toString('base64url'), expiresAt })
  },
})
