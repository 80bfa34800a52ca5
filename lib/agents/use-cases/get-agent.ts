import { notFound } from '@/lib/kernel/app-error'
import { defineQuery } from '@/lib/server/operation'
import { agentIdInput, getAgentOutput } from '../contract'
import { fingerprintOf } from '../domain/key-id'
import { readCommands } from '../read-commands'
import { readPlacements } from '../read-placements'
import { findAgentItem } from '../reads'

const RECENT_COMMANDS = 20

/** One agent: health, keys, places, what should run beside what runs, and its open commands with why they wait. */
export const getAgent = defineQuery({
  name: 'agents.get-agent',
  permission: 'agents:read',
  input: agentIdInput,
  output: getAgentOutput,
  async run(ctx, { agentId }) {
    const item = await findAgentItem(ctx.db, ctx.workspace.id, agentId)
    if (!item) throw notFound('agent')
    const agent = await ctx.db.agent.findUniqueOrThrow({ where: { id: agentId } })
    const presence = await ctx.db.agentPresence.findUnique({ where: { agentId }, select: { epoch: true } })
    const keys = await ctx.db.agentKey.findMany({ where: { agentId }, orderBy: { notBefore: 'desc' } })
    const targets = await ctx.db.target.findMany({
      where: { agentId },
      orderBy: [{ runtime: 'asc' }, { location: 'asc' }],
    })
    const { items } = await readCommands(ctx.db, ctx.workspace.id, { agentId, limit: RECENT_COMMANDS })
    return {
      ...item,
      clusterUid: agent.clusterUid,
      protocol: agent.protocol,
      hostInfo: agent.hostInfo as Record<string, unknown>,
      epoch: String(presence?.epoch ?? 0),
      createdAt: agent.createdAt.toISOString(),
      keys: keys.map(({ keyId, state, notBefore }) => ({
        keyId,
        fingerprint: fingerprintOf(keyId),
        state,
        notBefore: notBefore.toISOString(),
      })),
      targets: targets.map(({ id, runtime, location, allowListDigest, capabilities }) => ({
        id,
        runtime,
        location,
        allowListDigest,
        capabilities: capabilities as Record<string, unknown>,
      })),
      placements: await readPlacements(ctx.db, ctx.workspace.id, agentId),
      commands: items,
    }
  },
})
