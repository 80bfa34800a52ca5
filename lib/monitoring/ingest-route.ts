import { promisify } from 'node:util'
import { brotliDecompress, gunzip } from 'node:zlib'
import { resolveWorkspace } from '@/lib/identity/door'
import { getPrincipal } from '@/lib/identity/get-principal'
import { AppError } from '@/lib/kernel/app-error'
import { newId } from '@/lib/kernel/new-id'
import { requireAccess } from '@/lib/server/access'
import { database } from '@/lib/server/database'
import type { AnyOperation } from '@/lib/server/operation'
import { problemResponse } from '@/lib/server/problem'
import { readBytes } from '@/lib/server/request-body'
import { requireHost } from '@/lib/server/request-guards'
import { type RouteHandler, workspaceOf } from '@/lib/server/route'
import type { IngestCall } from './ingest-port'

const COMPRESSED_LIMIT = 8 * 2 ** 20
const DECODED_LIMIT = 32 * 2 ** 20
const unpack = { gzip: promisify(gunzip), br: promisify(brotliDecompress) }

/** A route that takes a whole batch as bytes (JSON or NDJSON, gzip or br) past the 64 KiB door of ordinary commands. */
export function defineIngestRoute(
  operation: AnyOperation,
  ingest: (call: IngestCall) => Promise<unknown>,
): RouteHandler {
  const handler = async (request: Request): Promise<Response> => {
    const requestId = newId()
    try {
      requireHost(request)
      const principal = await getPrincipal(request)
      if (principal.kind === 'anonymous')
        throw new AppError('unauthenticated', { message: 'Send an API token with the ingest scope, then try again.' })
      const name = workspaceOf(request, principal, false)
      const workspace = await resolveWorkspace(database(), name ?? '')
      if (typeof operation.permission === 'string') requireAccess(principal, operation.permission, workspace.id)
      const output = await ingest({
        principal,
        workspaceId: workspace.id,
        body: await readDecoded(request),
        format: formatOf(request),
        idempotencyKey: request.headers.get('idempotency-key'),
      })
      return new Response(JSON.stringify(output), {
        status: 200,
        headers: {
          'content-type': 'application/json',
          'cache-control': 'private, no-store',
          'x-request-id': requestId,
        },
      })
    } catch (error) {
      return problemResponse(error, requestId)
    }
  }
  return Object.assign(handler, { operation, responseSchema: operation.output, status: 200 })
}

function formatOf(request: Request): 'json' | 'ndjson' {
  const type = request.headers.get('content-type') ?? ''
  if (/^application\/json(\s*;|$)/i.test(type)) return 'json'
  if (/^application\/x-ndjson(\s*;|$)/i.test(type)) return 'ndjson'
  throw new AppError('unsupported_media_type', { message: 'Send application/json or application/x-ndjson.' })
}

async function readDecoded(request: Request): Promise<Buffer> {
  const encoding = request.headers.get('content-encoding') ?? 'identity'
  if (encoding === 'identity') return readBytes(request, DECODED_LIMIT)
  if (encoding !== 'gzip' && encoding !== 'br')
    throw new AppError('unsupported_media_type', { message: 'Content-Encoding must be gzip or br.' })
  const packed = await readBytes(request, COMPRESSED_LIMIT)
  try {
    return await unpack[encoding](packed, { maxOutputLength: DECODED_LIMIT })
  } catch (cause) {
    const tooLarge =
      typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE'
    if (tooLarge)
      throw new AppError('payload_too_large', { message: 'The batch is larger than 32 MiB decoded. Split it.', cause })
    throw new AppError('bad_request', { message: `The body is not valid ${encoding}.`, cause })
  }
}
