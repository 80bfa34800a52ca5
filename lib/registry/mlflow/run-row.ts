import type { Principal } from '@/lib/identity/domain/principal'
import { type Invocation, runCommand } from '@/lib/server/run-command'
import { runQuery } from '@/lib/server/run-query'
import type { MlflowRow } from './mlflow-row'
import { type Attempt, storedOutput } from './replay'

export interface RowCall {
  row: MlflowRow
  principal: Principal
  /** Translates the fields; asked only when the command really runs. */
  input(): Promise<unknown>
  invocation: Omit<Invocation, 'input'>
}

const inFlight = new Map<string, Promise<unknown>>()

interface Key {
  idempotencyKey: string | null
  isKeyNew?: boolean
}

async function run({ row, input, invocation }: RowCall, key: Key): Promise<unknown> {
  const { operation } = row
  const complete = { ...invocation, input: await input(), ...key }
  if (row.invoke) return row.invoke(complete)
  return operation.kind === 'command' ? runCommand(operation, complete) : runQuery(operation, complete)
}

async function runAttempt(call: RowCall, attempt: Attempt): Promise<unknown> {
  const before = attempt.isNew ? null : await storedOutput(attempt)
  if (before) return call.row.operation.output.parse(before.output)
  try {
    return await run(call, { idempotencyKey: attempt.attemptId, isKeyNew: attempt.isNew })
  } catch (error) {
    // The first call may have committed between the look above and the translation of names: then what was to be deleted is gone.
    const after = await storedOutput(attempt)
    if (after) return call.row.operation.output.parse(after.output)
    throw error
  }
}

/** Runs the row's operation; the same creating or deleting call meets the first one's answer instead of a second effect. */
export async function runRow(call: RowCall, attempt: Attempt | null, idempotencyKey: string | null): Promise<unknown> {
  if (attempt === null) return run(call, { idempotencyKey })
  const running = inFlight.get(attempt.attemptId)
  if (running) return running
  const started = runAttempt(call, attempt)
  inFlight.set(attempt.attemptId, started)
  try {
    return await started
  } finally {
    inFlight.delete(attempt.attemptId)
  }
}
