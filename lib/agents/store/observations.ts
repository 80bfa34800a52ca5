import type { CommandContext } from '@/lib/server/operation'
import { observationChange, type SeenState } from '../domain/observation-change'
import { unknownByObservation } from '../domain/unknown-by-observation'
import type { ObservedDeployment } from '../domain/wire'
import { endCommand, signalRollouts } from '../end-command'
import { moveCommand } from './commands'
import { lockDesired } from './desired-state'

export interface Report {
  observed: readonly ObservedDeployment[]
  /** Commands that the agent's journal holds open. */
  runningIds: ReadonlySet<string>
}

async function settleUnknown(
  ctx: CommandContext,
  seen: ObservedDeployment,
  runningIds: ReadonlySet<string>,
): Promise<void> {
  const where = { agentId: ctx.principal.id, deploymentId: seen.deploymentId, state: 'UNKNOWN' }
  const lost = await ctx.tx.command.findMany({ where, orderBy: { fence: 'asc' } })
  for (const row of lost) {
    const observation = { fence: BigInt(seen.fence), planDigest: seen.planDigest, isRunning: runningIds.has(row.id) }
    const verdict = unknownByObservation(row, observation)
    if (verdict === null) continue
    await lockDesired(ctx.tx, row.deploymentId)
    if (verdict === 'find-untouched') await moveCommand(ctx.tx, row, verdict, { code: 'observed' })
    else if (verdict === 'find-applied')
      await endCommand(ctx.tx, ctx.audit, row, { trigger: verdict, code: 'observed', liveUnchanged: false })
    else await endCommand(ctx.tx, ctx.audit, row, { trigger: verdict, code: 'conflict', liveUnchanged: false })
  }
}

async function saveObservation(ctx: CommandContext, seen: ObservedDeployment, hasChanged: boolean): Promise<void> {
  const { deploymentId, planDigest } = seen
  const [generation, fence] = [BigInt(seen.generation), BigInt(seen.fence)]
  const [variants, conditions, counters] = [seen.variants, seen.conditions, seen.counters].map((value) =>
    JSON.stringify(value),
  )
  await ctx.tx.$executeRaw`
    INSERT INTO "ObservedState" ("deploymentId", "workspaceId", "agentId", generation, "planDigest", fence, variants, conditions, counters, "dataThrough", "observedAt")
    VALUES (${deploymentId}::uuid, ${ctx.workspace.id}::uuid, ${ctx.principal.id}::uuid, ${generation}, ${planDigest}, ${fence},
      ${variants}::jsonb, ${conditions}::jsonb, ${counters}::jsonb, ${seen.dataThrough}::timestamptz, now())
    ON CONFLICT ("deploymentId") DO UPDATE SET "agentId" = EXCLUDED."agentId", generation = EXCLUDED.generation, "planDigest" = EXCLUDED."planDigest",
      fence = EXCLUDED.fence, variants = EXCLUDED.variants, conditions = EXCLUDED.conditions, counters = EXCLUDED.counters,
      "dataThrough" = EXCLUDED."dataThrough", "observedAt" = now(),
      "changedAt" = CASE WHEN ${hasChanged} THEN now() ELSE "ObservedState"."changedAt" END`
  if (!hasChanged || planDigest === null) return
  await ctx.tx.$executeRaw`UPDATE "PlanGeneration" SET "observedAt" = now()
    WHERE "deploymentId" = ${deploymentId}::uuid AND generation = ${generation} AND "planDigest" = ${planDigest} AND "observedAt" IS NULL`
}

async function takeReport(ctx: CommandContext, seen: ObservedDeployment, report: Report): Promise<boolean> {
  const row = await ctx.tx.observedState.findUnique({ where: { deploymentId: seen.deploymentId } })
  const change = observationChange(row as unknown as SeenState | null, seen)
  await saveObservation(ctx, seen, change !== 'none')
  if (change === 'plan') {
    await signalRollouts(ctx.tx, { workspaceId: ctx.workspace.id, deploymentId: seen.deploymentId })
    await ctx.audit.record('agents.observed-changed', {
      resources: [
        { kind: 'deployment', id: seen.deploymentId },
        { kind: 'agent', id: ctx.principal.id },
      ],
      before: row && { planDigest: row.planDigest, generation: row.generation },
      after: { planDigest: seen.planDigest, generation: seen.generation, fence: seen.fence },
    })
  }
  await settleUnknown(ctx, seen, report.runningIds)
  return change !== 'none'
}

/** Stores what runs. Deployments of other agents are ignored: a report is about one's own. True when anything changed. */
export async function takeReports(ctx: CommandContext, report: Report): Promise<boolean> {
  if (report.observed.length === 0) return false
  const own = await ctx.tx.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM "Deployment" WHERE "agentId" = ${ctx.principal.id}::uuid AND id::text = ANY(${report.observed.map((o) => o.deploymentId)})`
  const ownIds = new Set(own.map((row) => row.id))
  let hasChanged = false
  for (const seen of report.observed) {
    if (!ownIds.has(seen.deploymentId))
      ctx.log.warn({ agentId: ctx.principal.id }, 'report about a foreign deployment ignored')
    else if (await takeReport(ctx, seen, report)) hasChanged = true
  }
  if (hasChanged) await ctx.notify('slipway_live', JSON.stringify({ workspaceId: ctx.workspace.id, room: 'agents' }))
  return hasChanged
}
