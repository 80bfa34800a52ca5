import { z } from 'zod'
import { sha256Hex } from '@/lib/kernel/sha256'
import { defineCommand } from '@/lib/server/operation'
import { publicKeyFromRaw, verifyBytes } from '../domain/ed25519'
import { enrollmentProofText, PROTOCOL_VERSION } from '../domain/protocol'
import { enrollAnswerSchema, enrollBodySchema } from '../domain/wire'
import { protocolError } from '../protocol-error'
import { trustBundle } from '../signing-key'
import { consumeChallenge } from '../store/challenges'
import { saveEnrolledAgent } from '../store/enrolled-agent'

/** One transaction: token used up, agent, key and presence inserted. The principal is the agent that the token named. */
export const enrollAgent = defineCommand({
  name: 'agents.enroll',
  permission: 'agents:operate',
  input: enrollBodySchema.extend({ tokenId: z.uuid() }),
  output: enrollAnswerSchema,
  audit: ['agents.enrolled'],
  async run(ctx, input) {
    if (input.protocol < PROTOCOL_VERSION - 1)
      throw protocolError('protocol_too_old', 'This agent is too old for this Slipway. Upgrade it.', {
        protocol: PROTOCOL_VERSION,
      })
    const publicKey = new Uint8Array(Buffer.from(input.publicKey, 'base64'))
    const proven = enrollmentProofText(input.challenge, sha256Hex(input.token))
    if (!verifyBytes(publicKeyFromRaw(publicKey), Buffer.from(proven), Buffer.from(input.proof, 'base64')))
      throw protocolError('bad_signature', 'The proof does not fit the key, the challenge and the token.')
    await consumeChallenge(ctx.tx, 'enroll', null, input.challenge)
    const [token] = await ctx.tx.$queryRaw<{ agentId: string | null; now: Date; createdById: string }[]>`
      UPDATE "EnrollmentToken" SET "consumedAt" = now() WHERE id = ${input.tokenId}::uuid AND "consumedAt" IS NULL AND "expiresAt" > now()
      RETURNING "agentId", now() AS now, "createdById"`
    if (!token)
      throw protocolError('token_spent', 'This enrolment token was used or has expired. Create a new one in Agents.')
    const { id, name } = ctx.principal
    const { clusterUid, agentVersion, protocol } = input
    const { keyId, secret } = await saveEnrolledAgent(
      ctx.tx,
      {
        id,
        workspaceId: ctx.workspace.id,
        name,
        clusterUid,
        agentVersion,
        protocol,
        publicKey,
        isKnown: token.agentId !== null,
      },
      input.challenge,
    )
    await ctx.audit.record('agents.enrolled', {
      resources: [{ kind: 'agent', id }],
      after: { name, keyId, clusterUid, agentVersion },
      data: { tokenId: input.tokenId, tokenCreatedBy: token.createdById, reEnrolled: token.agentId !== null },
    })
    const trust = await trustBundle(ctx.tx)
    const joinState = { seq: '0', secret }
    return { agentId: id, name, state: 'ACTIVE' as const, keyId, trust, joinState, serverTime: token.now.toISOString() }
  },
})
