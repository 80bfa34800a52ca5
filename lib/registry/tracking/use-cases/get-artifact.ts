import { AppError, notFound } from '@/lib/kernel/app-error'
import { defineQuery } from '@/lib/server/operation'
import { readRules } from '../../read-rules'
import { artifactFacts, artifactRef } from '../artifact-contract'
import { needPlace } from '../store/artifact-place'
import { findFile } from '../store/artifact-tree'

/** Which bytes a path stands for, and whether the caller may have them. */
export const getArtifact = defineQuery({
  name: 'registry.get-artifact',
  permission: 'registry:download',
  input: artifactRef,
  output: artifactFacts,
  async run({ db, workspace }, { path }) {
    const place = await needPlace(db, workspace.id, path)
    const file = await findFile(db, workspace.id, place)
    if (!file) throw notFound('artifact')
    const facts = { path: file.path, sha256: file.sha256, sizeBytes: file.sizeBytes.toString() }
    if (place.kind !== 'version') return { ...facts, quarantine: null }
    const version = await db.modelVersion.findUnique({
      where: { workspaceId_id: { workspaceId: workspace.id, id: place.versionId } },
      select: { id: true, modelId: true, state: true, verdict: true },
    })
    if (version?.state !== 'QUARANTINED') return { ...facts, quarantine: null }
    if ((await readRules(db, workspace.id)).blockQuarantinedDownloads)
      throw new AppError('forbidden', {
        message: 'This version is in quarantine, and this workspace hands out no quarantined files.',
        details: { reason: 'quarantined' },
      })
    const { id: versionId, modelId, verdict } = version
    return { ...facts, quarantine: { versionId, modelId, verdict: verdict ?? 'unscannable' } }
  },
})
