import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { z } from 'zod'
import { counterSchema } from '@/lib/agents/domain/field-schemas'
import { agentPaths, PROTOCOL_VERSION } from '@/lib/agents/domain/protocol'
import {
  challengeAnswerSchema,
  joinStateSchema,
  type SessionAnswer,
  type SessionBody,
  sessionAnswerSchema,
} from '@/lib/agents/domain/wire'
import { readJson } from '../state/read-json'
import type { StatePaths } from '../state/state-paths'
import { writeDurably } from '../state/write-durably'
import { AGENT_VERSION } from '../version'
import type { ProtocolClient } from './protocol-client'

const pendingJoinSchema = z.strictObject({ joinSeq: counterSchema, bootId: z.uuid() })

/**
 * Joins: proves to be the one holder of the join secret. The boot id is on disk before the request leaves and is used again until an answer
 * came, or else a lost answer would look like a clone.
 */
export async function openSession(
  client: ProtocolClient,
  paths: StatePaths,
  facts: Omit<SessionBody, 'nonce' | 'joinState' | 'bootId' | 'agentVersion' | 'protocol'>,
): Promise<SessionAnswer> {
  const joinState = await readJson(paths.join, joinStateSchema)
  if (joinState === null) throw new Error(`${paths.join} is missing; the agent must be enrolled again.`)
  const earlier = await readJson(paths.pendingJoin, pendingJoinSchema)
  const pending = earlier?.joinSeq === joinState.seq ? earlier : { joinSeq: joinState.seq, bootId: randomUUID() }
  await writeDurably(paths.pendingJoin, JSON.stringify(pending))
  const { challenge } = await client.unsigned(
    agentPaths.sessionChallenge,
    { agentId: client.agentId },
    challengeAnswerSchema,
  )
  const body: SessionBody = {
    ...facts,
    nonce: challenge,
    joinState,
    bootId: pending.bootId,
    agentVersion: AGENT_VERSION,
    protocol: PROTOCOL_VERSION,
  }
  const answer = await client.json(agentPaths.session, sessionAnswerSchema, { body, outsideSession: true })
  await writeDurably(paths.join, JSON.stringify(answer.joinState))
  await rm(paths.pendingJoin, { force: true })
  await writeDurably(paths.trust, JSON.stringify(answer.trust))
  client.clock.learn(answer.serverTime)
  client.beginEpoch(BigInt(answer.epoch))
  return answer
}
