import { Readable } from 'node:stream'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { notFound } from '@/lib/kernel/app-error'
import type { BlobStore } from '../blob-store'
import { s3Client } from './s3-client'
import { s3Objects } from './s3-objects'
import { s3Parts } from './s3-parts'
import { s3Put } from './s3-put'
import type { S3Settings } from './s3-settings'
import { s3Sweep } from './s3-sweep'

const HEX = /^[0-9a-f]{64}$/
const MIB = 1024 * 1024

/** 16 MiB times the 10,000 parts that S3 allows is three times the largest file. */
const DEFAULTS = { partBytes: 16 * MIB, copyBytes: 1024 * MIB }

/** Blobs in a bucket: `<prefix>sha256/<first 2 hex>/<64 hex>`, and `<prefix>uploads/` for what is not whole yet. */
export function s3Blobs(settings: S3Settings, sizes: Partial<typeof DEFAULTS> = {}): BlobStore {
  const { partBytes, copyBytes } = { ...DEFAULTS, ...sizes }
  const client = s3Client(settings)
  const objects = s3Objects(client, settings.bucket, copyBytes)
  const blob = (sha256: string) => {
    if (!HEX.test(sha256)) throw notFound('blob')
    return `${settings.prefix}sha256/${sha256.slice(0, 2)}/${sha256}`
  }
  const places = { partBytes, blob, incoming: (name: string) => `${settings.prefix}uploads/${name}` }
  return {
    put: s3Put(objects, places),
    has: async (sha256) => (await objects.size(blob(sha256))) !== null,
    async open(sha256, { start, end } = {}) {
      const isWhole = start === undefined && end === undefined
      const { body } = await objects.read(blob(sha256), isWhole ? undefined : `bytes=${start ?? 0}-${end ?? ''}`)
      return body === null ? Readable.from([]) : Readable.fromWeb(body as unknown as WebStream)
    },
    async size(sha256) {
      const size = await objects.size(blob(sha256))
      if (size === null) throw notFound('blob')
      return size
    },
    remove: async (sha256) => objects.remove(blob(sha256)),
    async addressOf(sha256, { fileName, forSec }) {
      const name = encodeURIComponent(fileName).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)
      const query = {
        'response-content-disposition': `attachment; filename*=UTF-8''${name}`,
        'response-content-type': 'application/octet-stream',
      }
      return client.presign({ method: 'GET', key: blob(sha256), query }, forSec)
    },
    parts: s3Parts(client, objects, places),
    sweep: (before) => s3Sweep(client, objects, settings.prefix, before),
  }
}
