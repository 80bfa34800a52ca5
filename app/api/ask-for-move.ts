import { requestMove } from '@/lib/approvals/use-cases/request-move'
import { resolveWorkspace } from '@/lib/identity/door'
import { AppError } from '@/lib/kernel/app-error'
import { protectedMoveIn } from '@/lib/registry/mlflow/protected-move'
import { database } from '@/lib/server/database'
import { env } from '@/lib/server/env'
import { type Invocation, runCommand } from '@/lib/server/run-command'

/** Opens the change request for the move of a protected name, or finds the open one. */
export async function openMoveRequest(caller: Omit<Invocation, 'input'>, move: unknown, reason: string) {
  const { id, slug } = await resolveWorkspace(database(), caller.workspace ?? '')
  const input = { move, reason }
  const { number, changeRequestId } = await runCommand(requestMove, { ...caller, workspace: id, input })
  return { number, changeRequestId, url: `${env.publicOrigins[0] ?? ''}/${slug}/approvals/${changeRequestId}` }
}

/** A refused move of a protected name becomes a change request whose number the refusal then names. */
export async function askForMove(error: unknown, caller: Omit<Invocation, 'input'>): Promise<unknown> {
  const move = protectedMoveIn(error)
  if (move === null || !(error instanceof AppError)) return error
  const { number, changeRequestId, url } = await openMoveRequest(caller, move, 'Asked for where the alias was moved.')
  return new AppError('refused', {
    message: `${error.message} Change request CR-${number} is open; the alias moves once it is approved: ${url}`,
    details: { reason: 'approval_requested', changeRequestId, number },
  })
}
