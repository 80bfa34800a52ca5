import type { z } from 'zod'
import type { StoredBlob } from './blob-store'
import { blobs } from './blobs'
import { defineGuarded, jsonAnswer } from './guarded-route'
import type { AnyOperation, Command, Query } from './operation'
import { requestBytes } from './request-bytes'
import type { RouteHandler } from './route'
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

/** PUT of one file's raw bytes: streamed to the blob store and hashed on the way; then one command names them. */
export function defineUpload<
  C extends z.ZodType<unknown, FileName & StoredBlob>,
  O extends z.ZodType,
  Q extends z.ZodType<unknown, { versionId: string }>,
>(command: Command<C, O>, upload: Upload<Q>): RouteHandler {
  return defineGuarded(command as AnyOperation, { status: 201 }, async ({ request, params, invocation }) => {
    const name = upload.nameOf(request, params)
    await runQuery(upload.prepare, { ...invocation, input: { versionId: name.versionId } })
    const { body, promised } = requestBytes(request, upload.maxBytes)
    const stored = await blobs().put(body, promised)
    const answer = await runCommand(command, { ...invocation, input: { ...name, ...stored } })
    return jsonAnswer(answer, 201, invocation.requestId)
  })
}
