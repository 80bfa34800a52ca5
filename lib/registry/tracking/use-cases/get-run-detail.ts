import { defineQuery } from '@/lib/server/operation'
import { modelIdText, runUuid } from '../domain/ids'
import { runDetail, runRef } from '../run-contract'
import { getExperimentView } from '../store/experiments'
import { getRunView } from '../store/read-runs'

/** A run for its page: what was logged, the logged models it made, and the versions that came of it. */
export const getRunDetail = defineQuery({
  name: 'registry.get-run-detail',
  permission: 'registry:read',
  input: runRef,
  output: runDetail,
  async run({ db, workspace }, { runId }) {
    const run = await getRunView(db, workspace.id, runId)
    const experiment = await getExperimentView(db, workspace.id, run.experimentId)
    const versions = await db.modelVersion.findMany({
      where: { workspaceId: workspace.id, sourceRunId: runId, state: { not: 'ARCHIVED' } },
      select: { id: true, number: true, modelId: true, model: { select: { name: true } } },
      orderBy: { createdAt: 'asc' },
    })
    const models = await db.loggedModel.findMany({
      where: { workspaceId: workspace.id, sourceRunId: runUuid(runId), deletedAt: null },
      select: { id: true, name: true, status: true },
      orderBy: { createdAt: 'asc' },
    })
    return {
      ...run,
      experimentName: experiment.name,
      versions: versions.map(({ id, number, modelId, model }) => ({
        versionId: id,
        number,
        modelId,
        name: model.name,
      })),
      loggedModels: models.map(({ id, name, status }) => ({ modelId: modelIdText(id), name, status })),
    }
  },
})
