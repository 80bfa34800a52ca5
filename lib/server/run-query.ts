import type { z } from 'zod'
import { resolveWorkspace } from '@/lib/identity/door'
import { systemClock } from '@/lib/kernel/clock'
import { newId } from '@/lib/kernel/new-id'
import { requireAccess } from './access'
import { database } from './database'
import { log } from './log'
import type { Query } from './operation'
import { parseInput } from './parse-input'
import type { Invocation } from './run-command'

/** The read spine: resolve workspace, authorise, parse, run, check the output. */
export async function runQuery<I extends z.ZodType, O extends z.ZodType>(
  query: Query<I, O>,
  invocation: Invocation,
): Promise<z.output<O>> {
  const db = database()
  const workspace =
    invocation.workspace === null ? { id: '', slug: '' } : await resolveWorkspace(db, invocation.workspace)
  requireAccess(invocation.principal, query.permission, workspace.id)
  const input = parseInput(query.input, invocation.input)
  const answer = await query.run(
    {
      principal: invocation.principal,
      workspace,
      db,
      clock: invocation.clock ?? systemClock,
      requestId: invocation.requestId ?? newId(),
      log,
    },
    input,
  )
  return query.output.parse(answer) as z.output<O>
}
