import { createHmac } from 'node:crypto'
import { sha256Hex } from '@/lib/kernel/sha256'
import { secretFile } from '@/lib/server/secret-file'

/** The secret that the next join must present; it can be made again for a lost answer, so only its hash is stored. */
export function joinSecret(agentId: string, joinSeq: bigint, bootId: string): string {
  return createHmac('sha256', secretFile('join-key')).update(`${agentId}\n${joinSeq}\n${bootId}`).digest('hex')
}

export function joinSecretHash(secret: string): string {
  return sha256Hex(secret)
}
