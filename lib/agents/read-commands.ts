import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/server/cursor'
import type { Db } from '@/lib/server/database'
import type { CommandItem } from './contract'
import { type CommandState, OPEN_COMMAND_STATES } from './domain/command-states'
import { readWaitReason } from './read-wait-reason'
import type { CommandRow } from './store/commands'

export interface CommandFilter {
  cursor?: string | undefined
  limit: number
  agentId?: string | undefined
  deploymentId?: string | undefined
  state?: CommandState | 'open' | undefined
}

export async function toCommandItem(db: Db, row: CommandRow): Promise<CommandItem> {
  const {
    id,
    agentId,
    deploymentId,
    environmentId,
    kind,
    lane,
    code,
    detail,
    planDigest,
    attempt,
    phase,
    percent,
    cancelRequested,
  } = row
  return {
    id,
    agentId,
    deploymentId,
    environmentId,
    kind,
    lane,
    state: row.state as CommandState,
    code,
    detail,
    fence: String(row.fence),
    generation: String(row.generation),
    planDigest,
    attempt,
    phase,
    percent,
    cancelRequested,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    waitingFor: await readWaitReason(db, row),
  }
}

/** Commands, newest first. Ids sort by time, so they are the cursor. */
export async function readCommands(
  db: Db,
  workspaceId: string,
  filter: CommandFilter,
): Promise<{ items: CommandItem[]; nextCursor: string | null }> {
  const before = decodeCursor(filter.cursor, z.tuple([z.uuid()]))?.[0]
  const { agentId, deploymentId, state, limit } = filter
  const rows = await db.command.findMany({
    where: {
      workspaceId,
      ...(agentId === undefined ? {} : { agentId }),
      ...(deploymentId === undefined ? {} : { deploymentId }),
      ...(state === undefined ? {} : { state: state === 'open' ? { in: [...OPEN_COMMAND_STATES] } : state }),
      ...(before === undefined ? {} : { id: { lt: before } }),
    },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const page = rows.slice(0, limit)
  const items = await Promise.all(page.map((row) => toCommandItem(db, row)))
  const last = page.at(-1)
  return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.id]) : null }
}
