import type { AuditType } from '@/lib/audit/domain/catalogue'
import { AppError } from '@/lib/kernel/app-error'
import { defineCommand, unchanged } from '@/lib/server/operation'
import type { Prisma } from '@/prisma/generated/client'
import { settleVersionInput, versionOutput } from '../contract'
import { versionDetailOf } from '../reads'
import { lockVersion, requireTransition, touchModel } from '../store'

const OUTCOME = {
  READY: { command: 'settle-ready', event: 'registry.version-ready' },
  REFUSED: { command: 'settle-refused', event: 'registry.version-refused' },
  QUARANTINED: { command: 'settle-quarantined', event: 'registry.version-quarantined' },
} as const satisfies Record<string, { command: string; event: AuditType }>

/** Records what intake found. A repeated job meets a settled version and changes nothing. */
export const settleVersion = defineCommand({
  name: 'registry.settle-version',
  permission: 'registry:settle',
  input: settleVersionInput,
  output: versionOutput,
  audit: ['registry.version-ready', 'registry.version-refused', 'registry.version-quarantined'],
  async run(ctx, { versionId, manifestDigest, metrics, metadata, signature, description, ...input }) {
    const version = await lockVersion(ctx, versionId)
    const where = { workspaceId_id: { workspaceId: ctx.workspace.id, id: versionId } }
    if (version.state === input.state) return unchanged(await versionDetailOf(ctx.tx, where))
    requireTransition(version, OUTCOME[input.state].command)
    if (version.manifestDigest !== manifestDigest)
      throw new AppError('conflict', { message: 'The files that were checked are not those of this version.' })
    const found = { ...input, findings: input.findings as Prisma.InputJsonArray }
    await ctx.tx.modelVersion.update({
      where,
      data: {
        ...found,
        metadata: metadata as Prisma.InputJsonObject,
        ...(signature === null ? {} : { signature: signature as Prisma.InputJsonObject }),
        // What its author stated at registration outranks what the file says about itself.
        metrics: { ...metrics, ...(version.metrics as Record<string, number>) },
        description: version.description === '' ? description : version.description,
        readyAt: input.state === 'READY' ? ctx.clock.now() : null,
        revision: { increment: 1 },
      },
    })
    await touchModel(ctx, version.modelId)
    await ctx.audit.record(OUTCOME[input.state].event, {
      resources: [
        { kind: 'version', id: versionId },
        { kind: 'model', id: version.modelId },
      ],
      reason: input.stateReason,
      before: { state: version.state },
      after: { state: input.state, verdict: input.verdict, format: input.format, manifestDigest },
      data: { findings: input.findings.slice(0, 100).map(({ imports: _, ...finding }) => finding) },
    })
    return versionDetailOf(ctx.tx, where)
  },
})
