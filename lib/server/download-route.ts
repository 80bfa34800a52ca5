import { Readable } from 'node:stream'
import type { z } from 'zod'
import { parseRange } from '@/lib/kernel/parse-range'
import { blobs } from './blobs'
import { defineGuarded } from './guarded-route'
import type { AnyOperation, Query } from './operation'
import type { RouteHandler } from './route'
import { runQuery } from './run-query'

type FileFacts = z.ZodType<{ path: string; sha256: string; sizeBytes: string }>

/** What users uploaded never runs in a browser: always a download, of no sniffable type, in a sandbox. */
function safeHeaders(path: string, etag: string, sha256: string, requestId: string): Headers {
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

/** GET and HEAD of one file's bytes, whole or one range; the query says which blob a name stands for and whether the caller may have it. */
export function defineDownload<I extends z.ZodType, O extends FileFacts>(
  query: Query<I, O>,
  inputOf: (request: Request, params: Record<string, string | string[] | undefined>) => z.input<I>,
): RouteHandler {
  return defineGuarded(query as AnyOperation, { status: 200 }, async ({ request, params, invocation }) => {
    const file = await runQuery(query, { ...invocation, input: inputOf(request, params) })
    const etag = `"sha256:${file.sha256}"`
    const headers = safeHeaders(file.path, etag, file.sha256, invocation.requestId)
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
  })
}
