import { createHmac, hash } from 'node:crypto'
import { secretFile } from '@/lib/server/secret-file'

/**
 * First 128 bits of SHA-256(deployment || 0 || prediction id): the join key of rows and labels, as 16 characters of one byte each
 * (a text costs a third of a Buffer, and a batch makes up to 10 000 of them).
 */
export function pidOf(deploymentId: string, predictionId: string): string {
  return hash('sha256', `${deploymentId}\u0000${predictionId}`, 'binary').slice(0, 16)
}

/** Subjects and units are stored only as keyed hashes, different in every workspace. */
export function personHash(workspaceId: string, id: string | null): Buffer | null {
  if (id === null) return null
  return createHmac('sha256', secretFile('subject-hash')).update(`${workspaceId}\u0000${id}`).digest().subarray(0, 16)
}
