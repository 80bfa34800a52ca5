import type { BlobStore } from './blob-store'
import { diskBlobs } from './disk-blobs'
import { env } from './env'

let store: BlobStore | null = null

/** The store that the configuration names: local disk. */
export function blobs(): BlobStore {
  store ??= diskBlobs(env.blobDir)
  return store
}
