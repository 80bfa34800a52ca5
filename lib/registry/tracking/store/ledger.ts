import { createHash } from 'node:crypto'
import type { CommandContext } from '@/lib/server/operation'

interface LedgerEntry {
  operation: string
  subjectId: string
  /** What was written; only its digest is kept. */
  content: unknown
  params?: number
  tags?: number
}

/** The row that stands for the audit event of a write of the data plane, in the write's own transaction. */
export async function recordWrite({ tx, workspace, principal }: CommandContext, entry: LedgerEntry): Promise<void> {
  const digest = createHash('sha256').update(JSON.stringify(entry.content)).digest()
  await tx.$executeRaw`
    INSERT INTO tracking.ledger (workspace_id, principal_id, operation, subject_id, digest, metrics, params, tags)
    VALUES (${workspace.id}::uuid, ${principal.id}, ${entry.operation}, ${entry.subjectId}::uuid, ${digest}, 0, ${entry.params ?? 0}, ${entry.tags ?? 0})`
}

/** Experiments have numbers, not uuids: their number fills the last digits. */
export function recordExperimentWrite(
  ctx: CommandContext,
  { experiment, ...entry }: Omit<LedgerEntry, 'subjectId'> & { experiment: number },
): Promise<void> {
  return recordWrite(ctx, { ...entry, subjectId: `00000000-0000-0000-0000-${String(experiment).padStart(12, '0')}` })
}
