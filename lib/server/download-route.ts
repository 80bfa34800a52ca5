import type { z } from 'zod'
import { blobResponse } from './blob-response'
import { defineGuarded } from './guarded-route'
import type { AnyOperation, Query } from './operation'
import type { RouteHandler } from './route'
import { runQuery } from './run-query'

type FileFacts = z.ZodType<{ path: string; sha256: string; sizeBytes: string }>

/** GET and HEAD of one file's bytes, whole or one range; the query says which blob a name stands for and whether the caller may have it. */
export function defineDownload<I extends z.ZodType, O extends FileFacts>(
  query: Query<I, O>,
  inputOf: (request: Request, params: Record<string, string | string[] | undefined>) => z.input<I>,
): RouteHandler {
  return defineGuarded(query as AnyOperation, { status: 200 }, async ({ request, params, invocation }) => {
    const file = await runQuery(query, { ...invocation, input: inputOf(request, params) })
    return blobResponse(request, file, invocation.requestId)
  })
}
