import { defineCommand, unchanged } from '@/lib/server/operation'
import { changeRulesInput, registryRules } from '../domain/registry-rules'
import { judgeAgainJob } from '../judge-again-job'
import { readRules } from '../read-rules'

/** What a workspace decides about its registry: which names are protected, what new models weigh, how long answers are repeated. */
export const changeRules = defineCommand({
  name: 'registry.change-rules',
  permission: 'registry:administer',
  input: changeRulesInput,
  output: registryRules,
  audit: ['registry.rules-changed'],
  async run(ctx, { reason, ...rules }) {
    const { tx, workspace, principal } = ctx
    const lock = `registry.rules:${workspace.id}`
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${lock}, 0))`
    const before = await readRules(tx, workspace.id)
    if (JSON.stringify(before) === JSON.stringify(rules)) return unchanged(rules)
    const row = { settings: rules, updatedById: principal.id, updatedAt: ctx.clock.now() }
    await tx.registrySettings.upsert({
      where: { workspaceId: workspace.id },
      create: { workspaceId: workspace.id, ...row },
      update: { ...row, revision: { increment: 1 } },
    })
    if (before.pickleImports.join(' ') !== rules.pickleImports.join(' '))
      await ctx.jobs.enqueue(
        judgeAgainJob,
        { workspaceId: workspace.id },
        { key: `${judgeAgainJob.name}:${workspace.id}` },
      )
    await ctx.audit.record('registry.rules-changed', {
      resources: [{ kind: 'workspace', id: workspace.id }],
      reason: reason ?? null,
      before,
      after: rules,
    })
    return rules
  },
})
