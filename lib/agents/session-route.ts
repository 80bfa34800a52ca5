import type { AnyOperation } from '@/lib/server/operation'
import { runCommand } from '@/lib/server/run-command'
import { callInput, jsonAnswer, signedRoute } from './agent-route'
import { sessionAnswerSchema } from './domain/wire'
import { protocolError } from './protocol-error'
import { openSession } from './use-cases/open-session'

/** A suspected clone is locked first, in a transaction of its own that stays; then both holders are told. */
export const sessionRoute = signedRoute(
  openSession as AnyOperation,
  async (call) => {
    const { principal } = call.caller
    const input = callInput(call)
    const answer = await runCommand(openSession, {
      principal,
      workspace: principal.workspaceId,
      input,
      requestId: call.requestId,
    })
    if ('locked' in answer)
      throw protocolError(
        'agent_locked',
        'This agent is locked: its join state was used twice. Enrol it anew to unlock it.',
      )
    return jsonAnswer(answer, call.requestId)
  },
  { kind: 'session', responseSchema: sessionAnswerSchema },
)
