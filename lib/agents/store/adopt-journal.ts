import type { Db } from '@/lib/server/database'
import type { OpenCommand } from '../domain/wire'
import { type Audit, endCommand } from '../end-command'
import { type CommandRow, moveCommand } from './commands'
import { lockDesired } from './desired-state'

/** A command that was lost sight of, judged by what the agent's journal says serves now. */
async function resolveUnknown(tx: Db, audit: Audit, row: CommandRow, live: string | null): Promise<void> {
  if (live === row.planDigest) {
    await endCommand(tx, audit, row, { trigger: 'find-applied', code: 'recovered', liveUnchanged: false })
  } else if (live === null ? row.fromPlanDigests.length === 0 : row.fromPlanDigests.includes(live)) {
    await moveCommand(tx, row, 'find-untouched', { code: 'recovered' })
  } else {
    await endCommand(tx, audit, row, { trigger: 'find-other', code: 'conflict', liveUnchanged: false })
  }
}

/**
 * What a new session means for the agent's open commands: leases of older epochs can no longer be accepted and wait again; what the
 * journal holds open goes on under the new epoch; what was lost sight of is judged by what serves.
 */
export async function adoptJournal(
  tx: Db,
  audit: Audit,
  agentId: string,
  epoch: bigint,
  open: readonly OpenCommand[],
): Promise<void> {
  const journal = new Map(open.map((entry) => [entry.commandId, entry]))
  const rows = await tx.command.findMany({
    where: { agentId, state: { in: ['LEASED', 'ACCEPTED', 'RUNNING', 'UNKNOWN'] } },
    orderBy: [{ deploymentId: 'asc' }, { fence: 'asc' }],
  })
  for (const { id, deploymentId } of rows) {
    await lockDesired(tx, deploymentId)
    const row = await tx.command.findUniqueOrThrow({ where: { id } })
    const entry = journal.get(id)
    if (row.state === 'LEASED') await moveCommand(tx, row, 'lose-lease', { code: 'new_session' })
    else if (entry && row.state === 'UNKNOWN') await resolveUnknown(tx, audit, row, entry.liveDigest)
    else if (entry)
      await tx.$executeRaw`UPDATE "Command" SET "leaseEpoch" = ${epoch}, "leaseUntil" = now() + interval '60 s'
        WHERE id = ${id}::uuid AND state IN ('ACCEPTED', 'RUNNING')`
  }
}
