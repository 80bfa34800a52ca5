import { z } from 'zod'
import { defineCommand, unchanged } from '@/lib/server/operation'
import type { Prisma } from '@/prisma/generated/client'
import { finding, verdict, versionRef } from '../contract'
import { judgeByRules } from '../domain/intake/judge-by-rules'
import { readRules } from '../read-rules'
import { lockVersion, touchModel } from '../store'

/** The verdict of a settled version under the workspace's rules of now. A person's decision about it stays a person's. */
export const judgeVersion = defineCommand({
  name: 'registry.judge-version',
  permission: 'registry:settle',
  input: versionRef,
  output: z.object({ verdict: verdict.nullable() }),
  audit: ['registry.version-changed'],
  async run(ctx, { versionId }) {
    const { tx, workspace } = ctx
    const version = await lockVersion(ctx, versionId)
    const before = verdict.nullable().parse(version.verdict)
    if (before === null || !['READY', 'QUARANTINED'].includes(version.state)) return unchanged({ verdict: before })
    const found = z.array(finding).parse(version.findings)
    const { pickleImports } = await readRules(tx, workspace.id)
    const judged = judgeByRules(found, pickleImports)
    if (JSON.stringify(judged.findings) === JSON.stringify(found)) return unchanged({ verdict: before })
    const wasIntakes = found.some(({ message }) => version.stateReason?.endsWith(message))
    await tx.modelVersion.update({
      where: { workspaceId_id: { workspaceId: workspace.id, id: versionId } },
      data: {
        findings: judged.findings as unknown as Prisma.InputJsonArray,
        verdict: judged.verdict,
        ...(wasIntakes ? { stateReason: judged.reason } : {}),
        revision: { increment: 1 },
      },
    })
    await touchModel(ctx, version.modelId)
    await ctx.audit.record('registry.version-changed', {
      resources: [
        { kind: 'version', id: versionId },
        { kind: 'model', id: version.modelId },
      ],
      reason: 'The registry rules changed.',
      before: { verdict: before },
      after: { verdict: judged.verdict },
    })
    return { verdict: judged.verdict }
  },
})
