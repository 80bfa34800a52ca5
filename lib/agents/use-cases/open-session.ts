import { z } from 'zod'
import { type CommandContext, defineCommand, type Unchanged, unchanged } from '@/lib/server/operation'
import { decideJoin } from '../domain/decide-join'
import { PROTOCOL_VERSION } from '../domain/protocol'
import { type SessionAnswer, type SessionBody, sessionAnswerSchema, sessionBodySchema } from '../domain/wire'
import { COMMAND_END_EVENTS } from '../end-command'
import { joinSecret, joinSecretHash } from '../join-secret'
import { protocolError } from '../protocol-error'
import { trustBundle } from '../signing-key'
import { adoptJournal } from '../store/adopt-journal'
import { consumeChallenge } from '../store/challenges'
import { registerTargets } from '../store/targets'

interface PresenceRow {
  epoch: bigint
  joinSeq: bigint
  joinHash: string | null
  prevJoinHash: string | null
  joinBootId: string | null
  now: Date
}

async function lockAgent(ctx: CommandContext): Promise<void> {
  const agentId = ctx.principal.id
  await ctx.tx.agent.update({ where: { id: agentId }, data: { state: 'LOCKED', lockReason: 'CLONE_SUSPECTED' } })
  await ctx.tx.$executeRaw`UPDATE "AgentPresence" SET epoch = epoch + 1 WHERE "agentId" = ${agentId}::uuid`
  await ctx.audit.record('agents.clone-suspected', {
    resources: [{ kind: 'agent', id: agentId }],
    before: { state: 'ACTIVE' },
    after: { state: 'LOCKED', lockReason: 'CLONE_SUSPECTED' },
  })
  ctx.log.warn({ agentId }, 'agent locked: its join state was used by two holders')
}

async function advance(
  ctx: CommandContext,
  stored: PresenceRow,
  input: SessionBody,
): Promise<{ epoch: bigint; joinSeq: bigint }> {
  const agentId = ctx.principal.id
  const epoch = stored.epoch + 1n
  const joinSeq = stored.joinSeq + 1n
  const nextHash = joinSecretHash(joinSecret(agentId, joinSeq, input.bootId))
  await ctx.tx
    .$executeRaw`UPDATE "AgentPresence" SET epoch = ${epoch}, "lastSeq" = 0, "seqWindow" = 0::bigint::bit(64), "joinSeq" = ${joinSeq},
      "prevJoinHash" = "joinHash", "joinHash" = ${nextHash}, "joinBootId" = ${input.bootId}, "lastSeenAt" = now(),
      spool = ${JSON.stringify(input.spool)}::jsonb
    WHERE "agentId" = ${agentId}::uuid`
  const { agentVersion, protocol, hostInfo, gatewayUrl } = input
  const before = await ctx.tx.agent.findUniqueOrThrow({ where: { id: agentId } })
  await ctx.tx.agent.update({ where: { id: agentId }, data: { agentVersion, protocol, hostInfo, gatewayUrl } })
  await ctx.audit.record('agents.session-opened', {
    resources: [{ kind: 'agent', id: agentId }],
    before: { epoch: stored.epoch, agentVersion: before.agentVersion, gatewayUrl: before.gatewayUrl },
    after: { epoch, agentVersion, gatewayUrl },
    data: { bootId: input.bootId, openCommands: input.journal.open.length },
  })
  await adoptJournal(ctx.tx, ctx.audit, agentId, epoch, input.journal.open)
  return { epoch, joinSeq }
}

type SessionOutcome = SessionAnswer | { locked: true }

/** The agent is told 423 by the route after the lock has been committed. */
export const openSession = defineCommand({
  name: 'agents.open-session',
  permission: 'agents:operate',
  input: sessionBodySchema.extend({ epoch: z.string() }),
  output: z.union([sessionAnswerSchema, z.strictObject({ locked: z.literal(true) })]),
  audit: ['agents.session-opened', 'agents.clone-suspected', 'agents.target-registered', ...COMMAND_END_EVENTS],
  async run(ctx, input): Promise<SessionOutcome | Unchanged<SessionOutcome>> {
    if (input.protocol < PROTOCOL_VERSION - 1)
      throw protocolError('protocol_too_old', 'This agent is too old for this Slipway. Upgrade it.', {
        protocol: PROTOCOL_VERSION,
      })
    const agentId = ctx.principal.id
    await consumeChallenge(ctx.tx, 'session', agentId, input.nonce)
    const [stored] = await ctx.tx.$queryRaw<PresenceRow[]>`
      SELECT epoch, "joinSeq", "joinHash", "prevJoinHash", "joinBootId", now() AS now FROM "AgentPresence" WHERE "agentId" = ${agentId}::uuid FOR UPDATE`
    if (!stored) throw new Error(`agent ${agentId} has no presence row`)
    const { seq, secret } = input.joinState
    const decision = decideJoin(stored, { seq: BigInt(seq), secretHash: joinSecretHash(secret), bootId: input.bootId })
    if (decision.result === 'lock') {
      await lockAgent(ctx)
      return { locked: true }
    }
    const isRepeat = decision.result === 'repeat'
    const { epoch, joinSeq } = isRepeat ? stored : await advance(ctx, stored, input)
    const targets = await registerTargets(
      ctx.tx,
      ctx.audit,
      { id: agentId, workspaceId: ctx.workspace.id },
      input.targets,
    )
    const joinState = { seq: String(joinSeq), secret: joinSecret(agentId, joinSeq, input.bootId) }
    const trust = await trustBundle(ctx.tx)
    const answer = { epoch: String(epoch), joinState, serverTime: stored.now.toISOString(), targets, trust }
    return isRepeat ? unchanged(answer) : answer
  },
})
