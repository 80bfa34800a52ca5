import { createHash, createHmac } from 'node:crypto'
import { secretFile } from '@/lib/server/secret-file'

/** First 128 bits of SHA-256(deployment || 0 || prediction id): the join key of rows and labels. */
export function pidOf(deploymentId: string, predictionId: string): Buffer {
  return createHash('sha256').update(`${deploymentId}\u0000${predictionId}`).digest().subarray(0, 16)
}

/** Subjects and units are stored only as keyed hashes, different in every workspace. */
export function personHash(workspaceId: string, id: string | null): Buffer | null {
  if (id === null) return null
  return createHmac('sha256', secretFile('subject-hash')).update(`${workspaceId}\u0000${id}`).digest().subarray(0, 16)
}
