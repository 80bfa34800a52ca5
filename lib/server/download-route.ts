import { Readable } from 'node:stream'
import type { z } from 'zod'
import { getPrincipal } from '@/lib/identity/get-principal'
import { newId } from '@/lib/kernel/new-id'
import { parseRange } from '@/lib/kernel/parse-range'
import { requireSignedIn } from './access'
import { blobs } from './blobs'
import type { AnyOperation, Query } from './operation'
import { problemResponse } from './problem'
import { requireHost, requireRateLimit } from './request-guards'
import { type RouteContext, type RouteHandler, workspaceOf } from './route'
import { runQuery } from './run-query'

type FileFacts = z.ZodType<{ path: string; sha256: string; sizeBytes: string }>

/** What users uploaded never runs in a browser: always a download, of no sniffable type, in a sandbox. */
function safeHeaders(path: string, sha256: string, requestId: string): Headers {
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
    etag: `"sha256:${sha256}"`,
    'x-content-sha256': sha256,
    'x-request-id': requestId,
  })
}

/** GET of one file's bytes, whole or one range; the query says which blob a name stands for and whether the caller may have it. */
export function defineDownload<I extends z.ZodType, O extends FileFacts>(
  query: Query<I, O>,
  inputOf: (request: Request, params: Record<string, string | string[] | undefined>) => z.input<I>,
): RouteHandler {
  const send = async (request: Request, context: RouteContext, requestId: string): Promise<Response> => {
    requireHost(request)
    const principal = await getPrincipal(request)
    requireSignedIn(principal)
    requireRateLimit(request, principal, query.name, 'query')
    const workspace = workspaceOf(request, principal, false)
    const file = await runQuery(query, {
      principal,
      workspace,
      requestId,
      input: inputOf(request, (await context.params) ?? {}),
    })
    const headers = safeHeaders(file.path, file.sha256, requestId)
    const size = Number(file.sizeBytes)
    const range = parseRange(request.headers.get('range'), size)
    if (range.kind === 'unsatisfiable') {
      headers.set('content-range', `bytes */${size}`)
      return new Response(null, { status: 416, headers })
    }
    const isPart = range.kind === 'part'
    headers.set('content-length', String(isPart ? range.end - range.start + 1 : size))
    if (isPart) headers.set('content-range', `bytes ${range.start}-${range.end}/${size}`)
    const bytes = await blobs().open(file.sha256, isPart ? { start: range.start, end: range.end } : {})
    return new Response(Readable.toWeb(bytes) as ReadableStream, { status: isPart ? 206 : 200, headers })
  }
  const handler = async (request: Request, context: RouteContext): Promise<Response> => {
    const requestId = newId()
    return send(request, context, requestId).catch((error: unknown) => problemResponse(error, requestId))
  }
  return Object.assign(handler, { operation: query as AnyOperation, responseSchema: query.output, status: 200 })
}
