import { getPrincipal } from '@/lib/identity/get-principal'
import { AppError } from '@/lib/kernel/app-error'
import { newId } from '@/lib/kernel/new-id'
import { requireSignedIn } from '@/lib/server/access'
import { blobs } from '@/lib/server/blobs'
import { problemResponse } from '@/lib/server/problem'
import { requireHost, requireRateLimit, requireSameOrigin } from '@/lib/server/request-guards'
import { type RouteContext, type RouteHandler, workspaceOf } from '@/lib/server/route'
import { runCommand } from '@/lib/server/run-command'
import { runQuery } from '@/lib/server/run-query'
import { MAX_FILE_BYTES } from '../domain/limits'
import { requireFilePath } from '../require-file-path'
import { attachFile } from '../use-cases/attach-file'
import { prepareUpload } from '../use-cases/prepare-upload'
import { filePathOf } from './file-path-of'

function expectedDigest(request: Request): string | null {
  const header = request.headers.get('x-content-sha256')
  if (header === null) return null
  const hex = header
    .trim()
    .toLowerCase()
    .replace(/^sha256:/, '')
  if (!/^[0-9a-f]{64}$/.test(hex))
    throw new AppError('bad_request', { message: 'x-content-sha256 must be 64 hex digits.' })
  return hex
}

function expectedBytes(request: Request): number | null {
  const header = request.headers.get('content-length')
  if (header === null) return null
  const size = Number(header)
  if (size > MAX_FILE_BYTES)
    throw new AppError('payload_too_large', { message: `A file holds at most ${MAX_FILE_BYTES} bytes.` })
  return Number.isSafeInteger(size) ? size : null
}

const EMPTY = new ReadableStream<Uint8Array>({ start: (controller) => controller.close() })

async function receive(request: Request, context: RouteContext, requestId: string): Promise<Response> {
  requireHost(request)
  const principal = await getPrincipal(request)
  requireRateLimit(request, principal, attachFile.name, 'command')
  requireSignedIn(principal)
  if (principal.kind === 'user') requireSameOrigin(request)
  const workspace = workspaceOf(request, principal, false)
  const versionId = String((await context.params)['versionId'])
  const path = requireFilePath(filePathOf(request))
  const invocation = { principal, workspace, requestId }
  // Asked before a byte is read: nobody fills the disk for a version that would not take the file.
  await runQuery(prepareUpload, { ...invocation, input: { versionId } })
  const promised = { expectedSha256: expectedDigest(request), expectedBytes: expectedBytes(request) }
  const body = (request.body ?? EMPTY) as unknown as AsyncIterable<Uint8Array>
  const stored = await blobs().put(body, { ...promised, maxBytes: MAX_FILE_BYTES })
  const answer = await runCommand(attachFile, { ...invocation, input: { versionId, path, ...stored } })
  return new Response(JSON.stringify(answer), {
    status: 201,
    headers: { 'content-type': 'application/json', 'cache-control': 'private, no-store', 'x-request-id': requestId },
  })
}

/** PUT of one file's raw bytes, streamed to the blob store and hashed on the way; then one command names them. */
export const uploadFile: RouteHandler = Object.assign(
  async (request: Request, context: RouteContext): Promise<Response> => {
    const requestId = newId()
    return receive(request, context, requestId).catch((error: unknown) => problemResponse(error, requestId))
  },
  { operation: attachFile, responseSchema: attachFile.output, status: 201 },
)
