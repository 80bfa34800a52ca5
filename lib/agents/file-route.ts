import type { AnyOperation } from '@/lib/server/operation'
import { runQuery } from '@/lib/server/run-query'
import { signedRoute } from './agent-route'
import { fileAnswer } from './file-answer'
import { getFile } from './use-cases/get-file'

/** Bytes of a file by digest, with Range. */
export const fileRoute = signedRoute(getFile as AnyOperation, async (call) => {
  const { principal } = call.caller
  const { sha256 } = await runQuery(getFile, {
    principal,
    workspace: principal.workspaceId,
    input: call.params,
    requestId: call.requestId,
  })
  return fileAnswer(sha256, call.request.headers.get('range'))
})
