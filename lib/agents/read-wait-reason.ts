import type { Db } from '@/lib/server/database'
import { agentStatus } from './domain/agent-status'
import { type WaitReason, whyWaiting } from './domain/why-waiting'
import type { CommandRow } from './store/commands'
import { silenceMs } from './store/presence'

/** Why a queued command waits; null when it does not, or will be leased at the next poll. */
export async function readWaitReason(db: Db, row: CommandRow): Promise<WaitReason | null> {
  if (row.state !== 'QUEUED') return null
  const agent = await db.agent.findUniqueOrThrow({ where: { id: row.agentId } })
  const holder = await db.command.findFirst({
    where: {
      deploymentId: row.deploymentId,
      lane: row.lane,
      state: { in: ['LEASED', 'ACCEPTED', 'RUNNING', 'UNKNOWN'] },
    },
    select: { id: true },
  })
  const [due] = await db.$queryRaw<{ isDue: boolean }[]>`SELECT ${row.notBefore}::timestamptz <= now() AS "isDue"`
  return whyWaiting({
    agentState: agent.state,
    agentStatus: agentStatus(await silenceMs(db, row.agentId)),
    laneHolderId: holder?.id ?? null,
    isDue: due?.isDue ?? true,
  })
}
