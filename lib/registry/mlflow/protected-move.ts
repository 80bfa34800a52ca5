import { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import type { Invocation } from '@/lib/server/run-command'
import { MlflowError } from './mlflow-error'

/** A move of a protected alias or stage, as the refusal carries it. */
const protectedMove = z.object({
  modelId: z.string(),
  modelName: z.string(),
  kind: z.enum(['alias', 'stage']),
  name: z.string(),
  from: z.number().nullable(),
  to: z.number().nullable(),
  environmentId: z.string(),
})
export type ProtectedMove = z.infer<typeof protectedMove>

/** Opens a request for such a move, or finds the one already open. Approvals are a room above: the app floor hands this in. */
export type RequestMove = (
  caller: Omit<Invocation, 'input'>,
  move: ProtectedMove,
) => Promise<{ number: number; url: string }>

/** The move that an error refuses because its name is protected, or null for any other error. */
export function protectedMoveIn(error: unknown): ProtectedMove | null {
  return error instanceof AppError && error.details['reason'] === 'protected'
    ? protectedMove.parse(error.details['move'])
    : null
}

/** A refused move of a protected name becomes a change request, and the client is told its number; other errors stay as they are. */
export async function askInstead(
  error: unknown,
  caller: Omit<Invocation, 'input'>,
  requestMove: RequestMove,
): Promise<unknown> {
  const move = protectedMoveIn(error)
  if (move === null || !(error instanceof AppError)) return error
  try {
    const { number, url } = await requestMove(caller, move)
    return new MlflowError('PERMISSION_DENIED', `${error.message} Change request CR-${number} opened: ${url}`)
  } catch (refusal) {
    if (!(refusal instanceof AppError) || refusal.code !== 'forbidden') return refusal
    return new MlflowError('PERMISSION_DENIED', `${error.message} To move it, ask a person with approvals:request.`)
  }
}
