import { Readable } from 'node:stream'
import { getPrincipal } from '@/lib/identity/get-principal'
import { newId } from '@/lib/kernel/new-id'
import { requireSignedIn } from '@/lib/server/access'
import { blobs } from '@/lib/server/blobs'
import { problemResponse } from '@/lib/server/problem'
import { requireHost, requireRateLimit } from '@/lib/server/request-guards'
import { type RouteContext, type RouteHandler, workspaceOf } from '@/lib/server/route'
import { runQuery } from '@/lib/server/run-query'
import { parseRange } from '../domain/parse-range'
import { getFile } from '../use-cases/get-file'
import { filePathOf } from './file-path-of'

/** What users uploaded never runs in a browser: always a download, of no sniffable type, in a sandbox. */
function safeHeaders(path: string, sha256: string, requestId: string): Headers {
  const name = encodeURIComponent(path.split('/').at(-1) ?? 'file').replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16)}`,
  )
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

async function send(request: Request, context: RouteContext, requestId: string): Promise<Response> {
  requireHost(request)
  const principal = await getPrincipal(request)
  requireRateLimit(request, principal, getFile.name, 'query')
  requireSignedIn(principal)
  const versionId = String((await context.params)['versionId'])
  const workspace = workspaceOf(request, principal, false)
  const file = await runQuery(getFile, {
    principal,
    workspace,
    requestId,
    input: { versionId, path: filePathOf(request) },
  })
  const headers = safeHeaders(file.path, file.sha256, requestId)
  const size = Number(file.sizeBytes)
  const range = parseRange(request.headers.get('range'), size)
  if (range.kind === 'unsatisfiable') {
    headers.set('content-range', `bytes */${size}`)
    return new Response(null, { status: 416, headers })
  }
  const part = range.kind === 'part' ? { start: range.start, end: range.end } : {}
  headers.set('content-length', String(range.kind === 'part' ? range.end - range.start + 1 : size))
  if (range.kind === 'part') headers.set('content-range', `bytes ${range.start}-${range.end}/${size}`)
  const bytes = await blobs().open(file.sha256, part)
  return new Response(Readable.toWeb(bytes) as ReadableStream, { status: range.kind === 'part' ? 206 : 200, headers })
}

/** GET of one file's bytes, whole or one range. */
export const downloadFile: RouteHandler = Object.assign(
  async (request: Request, context: RouteContext): Promise<Response> => {
    const requestId = newId()
    return send(request, context, requestId).catch((error: unknown) => problemResponse(error, requestId))
  },
  { operation: getFile, responseSchema: getFile.output, status: 200 },
)
