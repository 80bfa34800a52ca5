import { createHash, randomUUID } from 'node:crypto'
import type { BlobStore, PutOptions, StoredBlob } from '../blob-store'
import { requirePromised, requireSize, uploadGone } from '../require-promised'
import { readParts } from './read-parts'
import type { MultipartPart, S3Objects } from './s3-objects'

interface Target {
  partBytes: number
  incoming(name: string): string
  blob(sha256: string): string
}

/** A stream into the store, one part in memory at a time. */
export function s3Put(objects: S3Objects, target: Target): BlobStore['put'] {
  async function publish(stored: StoredBlob, options: PutOptions): Promise<void> {
    requirePromised(stored, options)
    await options.beforePublish?.(stored)
  }

  return async (source, options) => {
    const hash = createHash('sha256')
    let sizeBytes = 0
    const parts: MultipartPart[] = []
    // Parts become an object only after the digest is known: with a promised digest they may gather at their last place.
    const gathering = options.expectedSha256 ? target.blob(options.expectedSha256) : target.incoming(randomUUID())
    let uploadId: string | null = null
    try {
      for await (const { bytes, isLast } of readParts(source, target.partBytes)) {
        sizeBytes += bytes.byteLength
        requireSize(sizeBytes, options.maxBytes)
        hash.update(bytes)
        if (uploadId === null && isLast) {
          const stored = { sha256: hash.digest('hex'), sizeBytes }
          await publish(stored, options)
          await objects.write(target.blob(stored.sha256), bytes)
          return stored
        }
        uploadId ??= await objects.begin(gathering)
        const number = parts.length + 1
        const etag = await objects.writePart(gathering, uploadId, number, bytes)
        if (etag === null) throw uploadGone()
        parts.push({ number, etag })
      }
      const stored = { sha256: hash.digest('hex'), sizeBytes }
      await publish(stored, options)
      if (uploadId === null || !(await objects.complete(gathering, uploadId, parts))) throw uploadGone()
      const place = target.blob(stored.sha256)
      if (gathering !== place) {
        await objects.copy(gathering, place, sizeBytes)
        await objects.remove(gathering)
      }
      return stored
    } catch (error) {
      if (uploadId !== null) await objects.abort(gathering, uploadId).catch(() => undefined)
      throw error
    }
  }
}
