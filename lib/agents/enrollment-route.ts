import { newId } from '@/lib/kernel/new-id'
import type { AnyOperation } from '@/lib/server/operation'
import { problemResponse } from '@/lib/server/problem'
import { readBytes } from '@/lib/server/request-body'
import { requireHost, requireRateLimit } from '@/lib/server/request-guards'
import type { RouteHandler } from '@/lib/server/route'
import { runCommand } from '@/lib/server/run-command'
import { jsonAnswer, jsonObject } from './agent-route'
import { authenticateEnrollment } from './authenticate-enrollment'
import { enrollAgent } from './use-cases/enroll-agent'
import { issueEnrollChallenge } from './use-cases/issue-enroll-challenge'
import { issueSessionChallenge } from './use-cases/issue-session-challenge'

const BODY_LIMIT = 16_384
const NOBODY = { kind: 'anonymous' as const, id: 'anonymous' as const, name: 'anonymous' }

type Answer = (body: Record<string, unknown>, requestId: string) => Promise<unknown>

/** Requests that come before there is a key to sign with: no cookie counts here, so no Origin is asked for. */
function unsignedRoute(operation: AnyOperation, answer: Answer): RouteHandler {
  const handler = async (request: Request): Promise<Response> => {
    const requestId = newId()
    try {
      requireHost(request)
      requireRateLimit(request, NOBODY, operation.name, 'command')
      const body = jsonObject(await readBytes(request, BODY_LIMIT))
      return jsonAnswer(await answer(body, requestId), requestId)
    } catch (error) {
      return problemResponse(error, requestId)
    }
  }
  return Object.assign(handler, { operation, responseSchema: operation.output, status: 200 })
}

export const enrollChallengeRoute = unsignedRoute(issueEnrollChallenge, (input, requestId) =>
  runCommand(issueEnrollChallenge, { principal: NOBODY, workspace: null, input, requestId }),
)

export const sessionChallengeRoute = unsignedRoute(issueSessionChallenge, (input, requestId) =>
  runCommand(issueSessionChallenge, { principal: NOBODY, workspace: null, input, requestId }),
)

export const enrollRoute = unsignedRoute(enrollAgent, async (body, requestId) => {
  const { principal, tokenId } = await authenticateEnrollment(body['token'])
  return runCommand(enrollAgent, {
    principal,
    workspace: principal.workspaceId,
    input: { ...body, tokenId },
    requestId,
  })
})
