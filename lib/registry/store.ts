import { AppError, notFound } from '@/lib/kernel/app-error'
import type { Db } from '@/lib/server/database'
import type { CommandContext } from '@/lib/server/operation'
import type { Model, ModelVersion } from '@/prisma/generated/client'
import { nextVersionState, type VersionCommand, type VersionState } from './domain/version-state'

interface Scope {
  tx: Db
  workspace: { id: string }
}

/** Locks the model's row: commands on one model run one after the other. */
export async function lockModel({ tx, workspace }: Scope, modelId: string): Promise<Model> {
  await tx.$queryRaw`SELECT 1 FROM "Model" WHERE "workspaceId" = ${workspace.id}::uuid AND id = ${modelId}::uuid FOR UPDATE`
  const model = await tx.model.findUnique({ where: { workspaceId_id: { workspaceId: workspace.id, id: modelId } } })
  if (!model) throw notFound('model')
  return model
}

/** Locks the version's row, so that an upload and a submission never pass each other. */
export async function lockVersion({ tx, workspace }: Scope, versionId: string): Promise<ModelVersion> {
  await tx.$queryRaw`SELECT 1 FROM "ModelVersion" WHERE "workspaceId" = ${workspace.id}::uuid AND id = ${versionId}::uuid FOR UPDATE`
  const version = await tx.modelVersion.findUnique({
    where: { workspaceId_id: { workspaceId: workspace.id, id: versionId } },
  })
  if (!version) throw notFound('version')
  return version
}

const NEXT_STEP: Partial<Record<VersionState, string>> = {
  SCANNING: 'It is being checked; wait for the result.',
  READY: 'It is immutable. Create a new version for other content.',
  REFUSED: 'It was refused. Create a new version with corrected files.',
  QUARANTINED: 'It is in quarantine and immutable. Create a new version for other content.',
  ARCHIVED: 'It is archived.',
}

/** The next state, or a conflict that says what to do instead. */
export function requireTransition(
  version: Pick<ModelVersion, 'number' | 'state' | 'source'>,
  command: VersionCommand,
): VersionState {
  const state = version.state as VersionState
  // Only a version that is copied from an import source has a source and waits: its files come from there and nowhere else.
  if (state === 'PENDING' && version.source !== null && (command === 'attach-file' || command === 'submit'))
    throw new AppError('conflict', {
      message: `Version ${version.number} is being copied from ${version.source}; wait for the result.`,
      details: { reason: 'being_copied', state },
    })
  const next = nextVersionState(state, command)
  if (next !== null) return next
  throw new AppError('conflict', {
    message: `Version ${version.number} is ${state}: ${NEXT_STEP[state] ?? 'upload its files and submit it first.'}`,
    details: { reason: 'wrong_state', state },
  })
}

export function requireRevision(row: { revision: number }, expected: number): void {
  if (row.revision === expected) return
  throw new AppError('conflict', {
    message: 'Someone changed this meanwhile. Reload, look at the new state and try again.',
    details: { reason: 'stale_revision', revision: row.revision },
  })
}

/** A model counts as changed when anything below it does: lists sort by this. */
export async function touchModel(ctx: CommandContext, modelId: string): Promise<void> {
  await ctx.tx.model.update({
    where: { workspaceId_id: { workspaceId: ctx.workspace.id, id: modelId } },
    data: { updatedAt: ctx.clock.now() },
  })
}
