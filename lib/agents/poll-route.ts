import type { AnyOperation } from '@/lib/server/operation'
import { callInput, jsonAnswer, signedRoute } from './agent-route'
import { holdPoll } from './hold-poll'
import { pollAgent } from './use-cases/poll-agent'

const MAX_WAIT_SEC = 25

function waitMs(request: Request): number {
  const wait = Number(new URL(request.url).searchParams.get('wait') ?? '0')
  return Number.isFinite(wait) ? Math.min(MAX_WAIT_SEC, Math.max(0, wait)) * 1000 : 0
}

export const pollRoute = signedRoute(pollAgent as AnyOperation, async (call) => {
  const { caller, request, requestId } = call
  const answer = await holdPoll({
    caller,
    input: callInput(call),
    waitMs: waitMs(request),
    signal: request.signal,
    requestId,
  })
  return jsonAnswer(answer, requestId)
})
