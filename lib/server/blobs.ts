import type { BlobStore } from './blob-store'
import { claimBlob } from './claim-blob'
import { claimedBlobs } from './claimed-blobs'
import { diskBlobs } from './disk-blobs'
import { env } from './env'
import { s3Blobs } from './s3/s3-blobs'

let store: BlobStore | null = null

/** The store that the configuration names, local disk or a bucket; what it takes in is known to the table Blob first. */
export function blobs(): BlobStore {
  store ??= claimedBlobs(env.s3 === null ? diskBlobs(env.blobDir) : s3Blobs(env.s3), claimBlob)
  return store
}
