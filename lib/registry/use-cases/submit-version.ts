import { AppError } from '@/lib/kernel/app-error'
import { defineCommand } from '@/lib/server/operation'
import { versionOutput, versionRef } from '../contract'
import { manifestDigest } from '../domain/manifest'
import { intakeJob } from '../intake-job'
import { versionDetailOf } from '../reads'
import { lockVersion, requireTransition } from '../store'

/** Freezes the files under one manifest digest and hands them to intake. */
export const submitVersion = defineCommand({
  name: 'registry.submit-version',
  permission: 'registry:write',
  input: versionRef,
  output: versionOutput,
  audit: ['registry.version-submitted'],
  async run(ctx, { versionId }) {
    const { tx, workspace } = ctx
    const version = await lockVersion(ctx, versionId)
    const state = requireTransition(version, 'submit')
    const files = await tx.versionFile.findMany({ where: { workspaceId: workspace.id, versionId } })
    if (files.length === 0)
      throw new AppError('invalid', {
        message: 'This version has no files. Upload at least one, then submit it.',
        details: { reason: 'no_files' },
      })
    const digest = manifestDigest(files.map((file) => ({ ...file, sizeBytes: Number(file.sizeBytes) })))
    const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0n)
    const where = { workspaceId_id: { workspaceId: workspace.id, id: versionId } }
    await tx.modelVersion.update({
      where,
      data: { state, manifestDigest: digest, sizeBytes, revision: { increment: 1 } },
    })
    await ctx.audit.record('registry.version-submitted', {
      resources: [
        { kind: 'version', id: versionId },
        { kind: 'model', id: version.modelId },
      ],
      before: { state: version.state },
      after: { state, manifestDigest: digest, sizeBytes },
    })
    await ctx.jobs.enqueue(intakeJob, { workspaceId: workspace.id, versionId }, { key: `registry.intake:${versionId}` })
    return versionDetailOf(tx, where)
  },
})
