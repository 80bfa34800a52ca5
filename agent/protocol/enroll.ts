import { randomUUID } from 'node:crypto'
import { signBytes } from '@/lib/agents/domain/ed25519'
import { agentPaths, enrollmentProofText, PROTOCOL_VERSION } from '@/lib/agents/domain/protocol'
import { challengeAnswerSchema, type EnrollBody, enrollAnswerSchema } from '@/lib/agents/domain/wire'
import { sha256Hex } from '@/lib/kernel/sha256'
import { type AgentKey, loadOrCreateKey } from '../identity/agent-keys'
import type { StatePaths } from '../state/state-paths'
import { writeDurably } from '../state/write-durably'
import { AGENT_VERSION } from '../version'
import type { AgentIdentity } from './agent-identity'
import type { ProtocolClient } from './protocol-client'

/** Turns a one-time token into an identity. The order of the writes matters: the join state must be there before the identity counts. */
export async function enroll(
  client: ProtocolClient,
  key: AgentKey,
  token: string,
  paths: StatePaths,
): Promise<AgentIdentity> {
  const { challenge } = await client.unsigned(agentPaths.enrollChallenge, {}, challengeAnswerSchema)
  const witness = await loadOrCreateKey(paths.witnessKey)
  const clusterUid = randomUUID()
  const proof = signBytes(key.key, Buffer.from(enrollmentProofText(challenge, sha256Hex(token))))
  const body: EnrollBody = {
    token,
    publicKey: key.publicKey,
    witnessKey: witness.publicKey,
    clusterUid,
    agentVersion: AGENT_VERSION,
    protocol: PROTOCOL_VERSION,
    challenge,
    proof: proof.toString('base64'),
  }
  const answer = await client.unsigned(agentPaths.enroll, body, enrollAnswerSchema)
  client.clock.learn(answer.serverTime)
  await writeDurably(paths.trust, JSON.stringify(answer.trust))
  await writeDurably(paths.join, JSON.stringify(answer.joinState))
  const identity: AgentIdentity = {
    agentId: answer.agentId,
    name: answer.name,
    keyId: answer.keyId,
    clusterUid,
  }
  await writeDurably(paths.identity, JSON.stringify(identity))
  return identity
}
