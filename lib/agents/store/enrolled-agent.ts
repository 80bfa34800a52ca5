import { AppError } from '@/lib/kernel/app-error'
import type { Db } from '@/lib/server/database'
import { keyIdOf } from '../domain/key-id'
import { joinSecret, joinSecretHash } from '../join-secret'

interface NewAgent {
  id: string
  workspaceId: string
  name: string
  clusterUid: string
  agentVersion: string
  protocol: number
  publicKey: Uint8Array<ArrayBuffer>
  isKnown: boolean
}

async function insertAgent(tx: Db, agent: NewAgent): Promise<void> {
  const { id, workspaceId, name, clusterUid, agentVersion, protocol } = agent
  const described = { clusterUid, agentVersion, protocol, state: 'ACTIVE' }
  if (agent.isKnown) {
    await tx.agentKey.updateMany({ where: { agentId: id }, data: { state: 'REVOKED' } })
    await tx.agent.update({ where: { id }, data: { ...described, lockReason: null, revokedAt: null } })
    return
  }
  const taken = await tx.agent.findUnique({ where: { workspaceId_name: { workspaceId, name } } })
  if (taken)
    throw new AppError('conflict', {
      message: `An agent named ${name} exists already. Create a token for re-enrolment, or choose another name.`,
    })
  await tx.agent.create({ data: { id, workspaceId, name, ...described } })
}

/** Agent, key and presence. A known agent gets a new key and a new epoch: whoever holds the old key is shut out. */
export async function saveEnrolledAgent(
  tx: Db,
  agent: NewAgent,
  bootId: string,
): Promise<{ keyId: string; secret: string }> {
  await insertAgent(tx, agent)
  const keyId = keyIdOf(agent.publicKey)
  const used = await tx.agentKey.findUnique({ where: { keyId } })
  if (used)
    throw new AppError('conflict', {
      message: 'This key was enrolled before. Start the agent with an empty state directory.',
    })
  await tx.agentKey.create({ data: { keyId, agentId: agent.id, publicKey: agent.publicKey, state: 'ACTIVE' } })
  const secret = joinSecret(agent.id, 0n, bootId)
  await tx.$executeRaw`INSERT INTO "AgentPresence" ("agentId", "joinHash") VALUES (${agent.id}::uuid, ${joinSecretHash(secret)})
    ON CONFLICT ("agentId") DO UPDATE SET epoch = "AgentPresence".epoch + 1, "lastSeq" = 0, "seqWindow" = 0::bigint::bit(64), "joinSeq" = 0,
      "joinHash" = EXCLUDED."joinHash", "prevJoinHash" = NULL, "joinBootId" = NULL`
  return { keyId, secret }
}
