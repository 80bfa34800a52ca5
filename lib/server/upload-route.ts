import type { z } from 'zod'
import { getPrincipal } from '@/lib/identity/get-principal'
import { AppError } from '@/lib/kernel/app-error'
import { newId } from '@/lib/kernel/new-id'
import { requireSignedIn } from './access'
import type { StoredBlob } from './blob-store'
import { blobs } from './blobs'
import type { AnyOperation, Command, Query } from './operation'
import { problemResponse } from './problem'
import { requireHost, requireRateLimit, requireSameOrigin } from './request-guards'
import { type RouteContext, type RouteHandler, workspaceOf } from './route'
import { runCommand } from './run-command'
import { runQuery } from './run-query'

/** What path and request say about the file. */
interface FileName {
  versionId: string
  path: string
}

interface Upload<Q extends z.ZodType<unknown, { versionId: string }>> {
  /** Asked before a byte is read: nobody fills the disk for something that would not take the file. */
  prepare: Query<Q, z.ZodType>
  nameOf(request: Request, params: Record<string, string | string[] | undefined>): FileName
  maxBytes: number
}

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

function expectedBytes(request: Request, maxBytes: number): number | null {
  const header = request.headers.get('content-length')
  if (header === null) return null
  const size = Number(header)
  if (size > maxBytes) throw new AppError('payload_too_large', { message: `A file holds at most ${maxBytes} bytes.` })
  return Number.isSafeInteger(size) ? size : null
}

const EMPTY = new ReadableStream<Uint8Array>({ start: (controller) => controller.close() })

/** A connection that broke while sending is the sender's business, not a fault inside. */
async function* untilBroken(body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  try {
    yield* body
  } catch (cause) {
    const message = 'The upload broke off; nothing was kept. Send the file again.'
    throw new AppError('bad_request', { message, details: { reason: 'truncated_upload' }, cause })
  }
}

/** PUT of one file's raw bytes: streamed to the blob store and hashed on the way; then one command names them. */
export function defineUpload<
  C extends z.ZodType<unknown, FileName & StoredBlob>,
  O extends z.ZodType,
  Q extends z.ZodType<unknown, { versionId: string }>,
>(command: Command<C, O>, upload: Upload<Q>): RouteHandler {
  const receive = async (request: Request, context: RouteContext, requestId: string): Promise<Response> => {
    requireHost(request)
    const principal = await getPrincipal(request)
    requireSignedIn(principal)
    if (principal.kind === 'user') requireSameOrigin(request)
    requireRateLimit(request, principal, command.name, 'command')
    const invocation = { principal, workspace: workspaceOf(request, principal, false), requestId }
    const name = upload.nameOf(request, (await context.params) ?? {})
    await runQuery(upload.prepare, { ...invocation, input: { versionId: name.versionId } })
    const promised = { expectedSha256: expectedDigest(request), expectedBytes: expectedBytes(request, upload.maxBytes) }
    const body = untilBroken((request.body ?? EMPTY) as unknown as AsyncIterable<Uint8Array>)
    const stored = await blobs().put(body, { ...promised, maxBytes: upload.maxBytes })
    const answer = await runCommand(command, { ...invocation, input: { ...name, ...stored } })
    return new Response(JSON.stringify(answer), {
      status: 201,
      headers: { 'content-type': 'application/json', 'cache-control': 'private, no-store', 'x-request-id': requestId },
    })
  }
  const handler = async (request: Request, context: RouteContext): Promise<Response> => {
    const requestId = newId()
    return receive(request, context, requestId).catch((error: unknown) => problemResponse(error, requestId))
  }
  return Object.assign(handler, { operation: command as AnyOperation, responseSchema: command.output, status: 201 })
}
