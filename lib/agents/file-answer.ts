import { Readable } from 'node:stream'
import { blobs } from '@/lib/server/blobs'
import { parseByteRange } from './domain/byte-range'

/** Streams a stored file, whole or in the one range that was asked for, so that a broken download goes on where it ended. */
export async function fileAnswer(sha256: string, rangeHeader: string | null): Promise<Response> {
  const store = blobs()
  const size = await store.size(sha256)
  const range = parseByteRange(rangeHeader, size)
  const headers = new Headers({
    'content-type': 'application/octet-stream',
    'cache-control': 'no-store',
    'accept-ranges': 'bytes',
    etag: `"${sha256}"`,
  })
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${size}`)
    return new Response(null, { status: 416, headers })
  }
  const stream = await store.open(sha256, range ?? {})
  headers.set('content-length', String(range === null ? size : range.end - range.start + 1))
  if (range !== null) headers.set('content-range', `bytes ${range.start}-${range.end}/${size}`)
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
    status: range === null ? 200 : 206,
    headers,
  })
}
