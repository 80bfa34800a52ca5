import { createHash } from 'node:crypto'
import { BUCKETS, type PlanRange } from './plan'

const SEPARATOR = Buffer.from([0])

/** The bucket of a unit: the same on every machine, for ever, for one salt. */
export function bucketOf(salt: string, unitKey: string): number {
  const hash = createHash('sha256').update(salt).update(SEPARATOR).update(unitKey).digest()
  return hash.readUIntBE(0, 6) % BUCKETS
}

/** The mirror draws from its own salt, so that who is mirrored says nothing about who is in the candidate. */
export function mirrorBucketOf(salt: string, unitKey: string): number {
  return bucketOf(`${salt}/mirror`, unitKey)
}

export function variantOfBucket(ranges: readonly PlanRange[], bucket: number): string | null {
  for (const range of ranges) if (bucket >= range.from && bucket < range.to) return range.variantId
  return null
}
