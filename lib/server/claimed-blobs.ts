import type { BlobStore, PutOptions, StoredBlob } from './blob-store'

/** The same store, but nothing appears in it under a digest that was not claimed first. */
export function claimedBlobs(store: BlobStore, claim: (stored: StoredBlob) => Promise<void>): BlobStore {
  const claimed = (options: PutOptions): PutOptions => ({
    ...options,
    async beforePublish(stored) {
      await claim(stored)
      await options.beforePublish?.(stored)
    },
  })
  return {
    ...store,
    put: (source, options) => store.put(source, claimed(options)),
    parts: { ...store.parts, join: (upload, parts, options) => store.parts.join(upload, parts, claimed(options)) },
  }
}
