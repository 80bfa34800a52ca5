import type { z } from 'zod'
import type { Principal } from '@/lib/identity/domain/principal'
import { requireAccess } from '@/lib/server/access'
import { type Command, defineCommand, unchanged } from '@/lib/server/operation'
import { parseInput } from '@/lib/server/parse-input'
import type { Invocation } from '@/lib/server/run-command'

interface WriteCall {
  principal: Principal
  workspaceId: string
}

interface WriteDefinition<I extends z.ZodType, O extends z.ZodType> {
  name: string
  input: I
  output: O
  write(call: WriteCall, input: z.output<I>): Promise<z.input<O>>
}

export type TrackingWrite<I extends z.ZodType, O extends z.ZodType> = Command<I, O> &
  Pick<WriteDefinition<I, O>, 'write'>

/**
 * A write of a running program, thousands a minute: one SQL statement of its own instead of a transaction. Its row in the tracking
 * ledger stands for the audit event; the ledger is sealed by the hour.
 */
export function defineTrackingWrite<I extends z.ZodType, O extends z.ZodType>(
  definition: WriteDefinition<I, O>,
): TrackingWrite<I, O> {
  const command = defineCommand<I, O>({
    name: definition.name,
    permission: 'registry:write',
    input: definition.input,
    output: definition.output,
    audit: ['registry.tracking-sealed'],
    run: async ({ principal, workspace }, input) =>
      unchanged(await definition.write({ principal, workspaceId: workspace.id }, input)),
  })
  return Object.assign(command, { write: definition.write })
}

/** Runs such a write outside of any transaction, for a caller whose workspace (an id) is already known. */
export async function runTrackingWrite<I extends z.ZodType, O extends z.ZodType>(
  operation: TrackingWrite<I, O>,
  { principal, workspace, input }: Pick<Invocation, 'principal' | 'workspace' | 'input'>,
): Promise<z.output<O>> {
  const workspaceId = workspace ?? ''
  requireAccess(principal, operation.permission, workspaceId)
  const output = await operation.write({ principal, workspaceId }, parseInput(operation.input, input))
  return operation.output.parse(output)
}
