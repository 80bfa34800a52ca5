import { defineCommand, unchanged } from '@/lib/server/operation'
import { sealImportInput, versionOutput } from '../contract'
import { manifestDigest } from '../domain/manifest'
import { intakeJob } from '../intake-job'
import { versionDetailOf } from '../reads'
import { lockVersion, requireTransition } from '../store'

/** The copied files become the version's manifest, all at once, and go on to intake. A repeated job meets a sealed version. */
export const sealImport = defineCommand({
  name: 'registry.seal-import',
  permission: 'registry:settle',
  input: sealImportInput,
  output: versionOutput,
  audit: ['registry.version-imported'],
  async run(ctx, { versionId, importSourceId, files }) {
    const { tx, workspace } = ctx
    const version = await lockVersion(ctx, versionId)
    const where = { workspaceId_id: { workspaceId: workspace.id, id: versionId } }
    if (version.state !== 'PENDING') return unchanged(await versionDetailOf(tx, where))
    const state = requireTransition(version, 'seal-import')
    const digest = manifestDigest(files)
    const sizeBytes = files.reduce((sum, file) => sum + BigInt(file.sizeBytes), 0n)
    await tx.$executeRaw`INSERT INTO "VersionFile" ("workspaceId", "versionId", path, sha256, "sizeBytes")
      SELECT ${workspace.id}::uuid, ${versionId}::uuid, f.path, f.sha256, f."sizeBytes"
      FROM jsonb_to_recordset(${JSON.stringify(files)}::jsonb) AS f(path text, sha256 text, "sizeBytes" bigint)`
    await tx.modelVersion.update({
      where,
      data: { state, manifestDigest: digest, sizeBytes, revision: { increment: 1 } },
    })
    await ctx.audit.record('registry.version-imported', {
      resources: [
        { kind: 'version', id: versionId },
        { kind: 'model', id: version.modelId },
        { kind: 'import-source', id: importSourceId },
      ],
      before: { state: version.state },
      after: { state, manifestDigest: digest, sizeBytes },
      data: { source: version.source, files: files.length },
    })
    await ctx.jobs.enqueue(intakeJob, { workspaceId: workspace.id, versionId }, { key: `registry.intake:${versionId}` })
    return versionDetailOf(tx, where)
  },
})
