import { newId } from '@/lib/kernel/new-id'
import type { CommandContext } from '@/lib/server/operation'
import { importJob, importQueue } from '../import/import-job'
import { takeNumber } from '../take-number'
import type { NewVersion } from './seal-version'

type RemoteVersion = Pick<NewVersion, 'row' | 'tags'> & {
  modelId: string
  runId: string | null
  importSourceId: string
}

/** A version whose bytes are elsewhere: it has its number and waits in PENDING until a job has copied them. */
export async function registerRemote(ctx: CommandContext, remote: RemoteVersion) {
  const { tx, workspace, clock } = ctx
  const { modelId, row, tags, runId, importSourceId } = remote
  const now = clock.now()
  const { number, modelName } = await takeNumber(ctx, modelId)
  const id = newId()
  const names = { workspaceId: workspace.id, modelId, number, state: 'PENDING' as const }
  await tx.modelVersion.create({ data: { id, ...names, ...row, createdAt: now, updatedAt: now } })
  const pairs = Object.entries(tags).map(([key, value]) => ({ workspaceId: workspace.id, versionId: id, key, value }))
  if (pairs.length > 0) await tx.versionTag.createMany({ data: pairs })
  await ctx.jobs.enqueue(
    importJob,
    { workspaceId: workspace.id, versionId: id },
    { key: `${importJob.name}:${id}`, queue: importQueue(workspace.id) },
  )
  await ctx.audit.record('registry.version-registered', {
    resources: [
      { kind: 'version', id },
      { kind: 'model', id: modelId },
      { kind: 'import-source', id: importSourceId },
    ],
    after: {
      modelId,
      source: row.source,
      runLink: row.runLink,
      description: row.description,
      tags,
      number,
      runId,
      state: names.state,
    },
    data: { importSource: importSourceId },
  })
  return {
    id,
    number,
    modelId,
    modelName,
    state: names.state,
    stateReason: null,
    verdict: null,
    createdAt: now,
    updatedAt: now,
  }
}
