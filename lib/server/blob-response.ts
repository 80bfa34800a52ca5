import { Readable } from 'node:stream'
import { parseRange } from '@/lib/kernel/parse-range'
import { blobs } from './blobs'

export interface BlobFile {
  path: string
  sha256: string
  sizeBytes: string
}

/** What users uploaded never runs in a browser: always a download, of no sniffable type, in a sandbox. */
function safeHeaders({ path, sha256 }: BlobFile, etag: string, requestId: string): Headers {
  const encoded = encodeURIComponent(path.split('/').at(-1) ?? 'file')
  const name = encoded.replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)
  return new Headers({
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${name}`,
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-store',
    'accept-ranges': 'bytes',
    etag,
    'x-content-sha256': sha256,
    'x-request-id': requestId,
  })
}

/** RFC 9110: a range of other bytes than the ones whose beginning the caller holds is answered with the whole. */
function rangeOf(request: Request, etag: string, size: number): ReturnType<typeof parseRange> {
  const ifRange = request.headers.get('if-range')
  return ifRange === null || ifRange.trim() === etag
    ? parseRange(request.headers.get('range'), size)
    : { kind: 'whole' }
}

function isKnown(request: Request, etag: string): boolean {
  const known = request.headers.get('if-none-match')?.split(',') ?? []
  return known.some((tag) => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*')
}

/** The bytes of a file, whole or one range, as a stream; 304 for who has them, 416 for a range outside of them. */
export async function blobResponse(request: Request, file: BlobFile, requestId: string): Promise<Response> {
  const etag = `"sha256:${file.sha256}"`
  const headers = safeHeaders(file, etag, requestId)
  if (isKnown(request, etag)) return new Response(null, { status: 304, headers })
  const size = Number(file.sizeBytes)
  const range = rangeOf(request, etag, size)
  if (range.kind === 'unsatisfiable') {
    headers.set('content-range', `bytes */${size}`)
    return new Response(null, { status: 416, headers })
  }
  const isPart = range.kind === 'part'
  headers.set('content-length', String(isPart ? range.end - range.start + 1 : size))
  if (isPart) headers.set('content-range', `bytes ${range.start}-${range.end}/${size}`)
  const status = isPart ? 206 : 200
  if (request.method === 'HEAD') return new Response(null, { status, headers })
  const bytes = await blobs().open(file.sha256, isPart ? { start: range.start, end: range.end } : {})
  return new Response(Readable.toWeb(bytes) as ReadableStream, { status, headers })
}
