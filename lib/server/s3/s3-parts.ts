import { createHash, randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import type { PartUploads, StoredBlob } from '../blob-store'
import { requirePromised, requireSize, uploadGone } from '../require-promised'
import type { S3Client } from './s3-client'
import type { S3Objects } from './s3-objects'

interface Places {
  /** Where parts gather: no digest is claimed there. */
  incoming(name: string): string
  blob(sha256: string): string
}

async function hashOf(objects: S3Objects, key: string, maxBytes: number): Promise<StoredBlob> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  const { body } = await objects.read(key)
  for await (const chunk of (body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    sizeBytes += chunk.byteLength
    requireSize(sizeBytes, maxBytes)
    hash.update(chunk)
  }
  return { sha256: hash.digest('hex'), sizeBytes }
}

async function* limited(source: AsyncIterable<Uint8Array>, maxBytes: number): AsyncIterable<Uint8Array> {
  let sizeBytes = 0
  for await (const chunk of source) {
    sizeBytes += chunk.byteLength
    requireSize(sizeBytes, maxBytes)
    yield chunk
  }
}

/**
 * The store's own multipart uploads, below `uploads/`. A client may hold addresses of parts, so nothing is believed until the parts
 * are one object that no address can change any more; that object is read back, hashed, and only then copied under its digest.
 */
export function s3Parts(client: S3Client, objects: S3Objects, places: Places): PartUploads {
  const parse = (upload: string) => {
    const [, name, uploadId] = /^([0-9a-f-]{36}) (.+)$/s.exec(upload) ?? []
    if (name === undefined || uploadId === undefined) throw uploadGone()
    return { key: places.incoming(name), uploadId }
  }
  return {
    async begin() {
      const name = randomUUID()
      return `${name} ${await objects.begin(places.incoming(name))}`
    },
    async put(upload, number, source, options) {
      const { key, uploadId } = parse(upload)
      const bytes = await buffer(limited(source, options.maxBytes))
      const stored = { sha256: createHash('sha256').update(bytes).digest('hex'), sizeBytes: bytes.byteLength }
      requirePromised(stored, options)
      const etag = await objects.writePart(key, uploadId, number, bytes)
      if (etag === null) throw uploadGone()
      return { ...stored, etag }
    },
    async addressOf(upload, number, forSec) {
      const { key, uploadId } = parse(upload)
      return client.presign({ method: 'PUT', key, query: { partNumber: String(number), uploadId } }, forSec)
    },
    async join(upload, parts, options) {
      const { key, uploadId } = parse(upload)
      // A join that broke off after this step finds the whole object instead of the parts.
      if (!(await objects.complete(key, uploadId, parts)) && (await objects.size(key)) === null) throw uploadGone()
      const stored = await hashOf(objects, key, options.maxBytes)
      requirePromised(stored, options)
      await options.beforePublish?.(stored)
      await objects.copy(key, places.blob(stored.sha256), stored.sizeBytes)
      return stored
    },
    async discard(upload) {
      const { key, uploadId } = parse(upload)
      await objects.abort(key, uploadId)
      await objects.remove(key)
    },
  }
}
