import { AwsV4Signer } from 'aws4fetch'
import { sha256Hex } from '@/lib/kernel/sha256'
import { type EgressOptions, egressFetch } from '../egress'
import { errorCode, readListing } from './bucket-listing'
import { ImportError, refusedAnswer } from './import-error'
import type { ReadLimits, SourceObject, SourceReader } from './source-reader'

export interface Bucket {
  /** `https://host[:port]`; the bucket is the first part of the path there. */
  endpoint: string
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

const LISTING_BYTES = 16 * 1024 * 1024
/** A store that goes on for ever, whatever it says, is left. */
const MAX_PAGES = 200

/** Percent-encoding as signatures of version 4 want it. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** A bucket behind S3's protocol, read with signature version 4 (Google's speaks it too, with HMAC keys). */
export function bucketReader({ endpoint, bucket, ...credentials }: Bucket, limits: ReadLimits): SourceReader {
  const cache = new Map<string, ArrayBuffer>()

  async function get(
    key: string,
    query: Record<string, string>,
    headers: Record<string, string>,
    options: EgressOptions,
  ) {
    const search = Object.entries(query).map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    const path = ['', bucket, ...(key === '' ? [] : key.split('/'))].map(encoded).join('/')
    const url = `${endpoint}${path}${search.length === 0 ? '' : `?${search.join('&')}`}`
    const signer = new AwsV4Signer({
      ...credentials,
      cache,
      service: 's3',
      method: 'GET',
      url,
      headers: { ...headers, 'x-amz-content-sha256': sha256Hex('') },
    })
    const signed = await signer.sign()
    const answer = await egressFetch(url, { ...options, headers: Object.fromEntries(signed.headers) })
    if (answer.status === 200) return answer
    const what = key === '' ? `s3 bucket ${bucket}` : key
    throw refusedAnswer(what, answer.status, errorCode(await answer.text().catch(() => '')))
  }

  async function page(query: Record<string, string>) {
    const answer = await get('', { 'list-type': '2', ...query }, {}, { maxBytes: LISTING_BYTES, totalMs: 60_000 })
    return readListing(await answer.text())
  }

  async function below(prefix: string): Promise<SourceObject[]> {
    let found: SourceObject[] = []
    let token: string | null = null
    for (let pages = 0; pages < MAX_PAGES; pages += 1) {
      const query = { ...(prefix === '' ? {} : { prefix }), ...(token === null ? {} : { 'continuation-token': token }) }
      const { objects, next } = await page(query)
      found = found.concat(objects.filter(({ key }) => key.startsWith(prefix)))
      token = next
      if (token === null || found.length > limits.maxObjects) return found
    }
    throw new ImportError(`The listing of ${bucket} does not end. Name a folder that holds one model.`)
  }

  return {
    async list(path) {
      const folder = await below(path === '' ? '' : `${path}/`)
      if (folder.length > 0 || path === '') return folder
      // Names sort as bytes: the object of exactly this name comes before all that begin with it.
      const { objects } = await page({ prefix: path, 'max-keys': '1' })
      return objects.filter(({ key }) => key === path)
    },
    async read({ key, etag }) {
      const headers: Record<string, string> = etag === null ? {} : { 'if-match': etag }
      const { maxBytes } = limits
      return (await get(key, {}, headers, { maxBytes, totalMs: limits.deadline(), silenceMs: 30_000 })).body
    },
  }
}
