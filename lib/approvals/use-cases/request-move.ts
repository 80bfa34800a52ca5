import { z } from 'zod'
import { versionByNumber } from '@/lib/registry/door'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { meaningDigest, moveTitle, protectedMove } from '../domain/protected-move'
import { submitForApproval } from '../submission'

/** Asks for the move of a protected alias or stage; the same question again finds the request that is open. */
export const requestMove = defineCommand({
  name: 'approvals.request-move',
  permission: 'approvals:request',
  input: z.strictObject({ move: protectedMove, reason: z.string().max(2000) }),
  output: z.object({ changeRequestId: z.string(), number: z.number() }),
  audit: ['approvals.change-request-submitted'],
  async run(ctx, { move, reason }) {
    const { tx, workspace } = ctx
    const lock = `approvals.request-move:${workspace.id}:${move.modelId}:${move.kind}:${move.name}`
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${lock}, 0))`
    const toDigest = meaningDigest(move, move.to)
    const open = await tx.changeRequest.findFirst({
      where: {
        workspaceId: workspace.id,
        action: 'alias-move',
        state: { in: ['IN_REVIEW', 'APPROVED', 'EXECUTING'] },
        subjects: { array_contains: [{ kind: 'Model', id: move.modelId, digest: toDigest }] },
      },
      select: { id: true, number: true },
    })
    if (open) return unchanged({ changeRequestId: open.id, number: open.number })
    const version = move.to === null ? null : await versionByNumber(tx, workspace.id, move.modelId, move.to)
    const subjects = [{ kind: 'Model', id: move.modelId, digest: toDigest, label: `${move.modelName} ${move.name}` }]
    if (version !== null && version.manifestDigest !== null)
      subjects.push({
        kind: 'ModelVersion',
        id: version.id,
        digest: version.manifestDigest,
        label: `${move.modelName} v${version.number}`,
      })
    const { changeRequestId, number } = await submitForApproval(tx, ctx, {
      workspaceId: workspace.id,
      action: 'alias-move',
      environmentId: move.environmentId,
      deploymentId: null,
      subjects,
      title: moveTitle(move),
      reason,
      fromDigest: meaningDigest(move, move.from),
      toDigest,
      diff: [{ path: `/${move.kind}/${move.name}`, before: move.from, after: move.to }],
      evidence: { move },
    })
    return { changeRequestId, number }
  },
})
