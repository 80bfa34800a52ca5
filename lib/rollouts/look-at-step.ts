import { agentHealth, observed, settledPlan } from '@/lib/agents/door'
import { dataThrough, streamTotals } from '@/lib/monitoring/door'
import type { Db } from '@/lib/server/database'
import { decideStep, type StepDecision } from './domain/decide-step'
import type { GateResult, VariantTotals } from './domain/gate-result'
import { judgeErrors } from './domain/judge-errors'
import { judgeLatency } from './domain/judge-latency'
import { type RolloutRow, specOf } from './store'

export interface Look {
  decision: StepDecision
  gates: GateResult[]
  observedDwellMs: number
}

const MAX_LOOK_GAP_MS = 15_000
/** A baseline that fails this often is no refuge. */
const BASELINE_MAX_FAILURE_SHARE = 0.3
const BASELINE_MIN_REQUESTS = 50

async function totalsOf(row: RolloutRow, variantId: string, now: Date): Promise<VariantTotals> {
  const totals = await streamTotals({
    deploymentId: row.deploymentId,
    sinceGeneration: row.generation ?? 0n,
    variantId,
    now,
  })
  return {
    requests: totals.requests,
    judged: totals.requests - totals.clientErrors - totals.cancelled,
    failures: totals.serverErrors + totals.timeouts + totals.shed,
    latencyCounts: totals.latency,
  }
}

/** One look at the running step: what is observed, how long it has been observed, and what the guardrails say. */
export async function lookAtStep(
  db: Db,
  row: RolloutRow,
  commandPlanDigest: string | null,
  now: Date,
): Promise<Look | null> {
  const spec = specOf(row)
  const step = spec.steps[row.stepIndex]
  if (!step || row.stepEnteredAt === null) return null
  // One after the other: inside a transaction there is one connection.
  const seen = await observed(db, row.deploymentId)
  const settled = await settledPlan(db, row.deploymentId)
  const progress = await db.rolloutProgress.findUnique({ where: { rolloutId: row.id } })
  const deployment = await db.deployment.findUniqueOrThrow({
    where: { id: row.deploymentId },
    select: { agentId: true },
  })
  const health = await agentHealth(db, row.workspaceId, deployment.agentId)
  const agentOnline = health.status === 'ONLINE'
  const planObserved = seen !== null && commandPlanDigest !== null && seen.planDigest === commandPlanDigest
  const nowMs = now.getTime()
  const markedMs = progress?.dwellMarkedAt?.getTime() ?? nowMs
  const counts = planObserved && agentOnline
  const observedDwellMs =
    Number(progress?.observedDwellMs ?? 0n) + (counts ? Math.min(nowMs - markedMs, MAX_LOOK_GAP_MS) : 0)
  const stableId =
    settled.plan?.variants.find((v) => v.role === 'stable' && v.variantId !== spec.candidate.variantId)?.variantId ??
    null
  const candidate = await totalsOf(row, spec.candidate.variantId, now)
  const concurrent = stableId !== null && step.candidateBps < 10_000
  const stable = concurrent && stableId !== null ? await totalsOf(row, stableId, now) : null
  const firstVersion = spec.fromPlanDigest === null
  const gates = firstVersion
    ? []
    : spec.guardrails.map((guardrail) =>
        guardrail.metric === 'error-rate'
          ? judgeErrors(guardrail, stable, candidate)
          : judgeLatency(guardrail, stable, candidate),
      )
  const through = await dataThrough(row.deploymentId)
  const decision = decideStep({
    nowMs,
    step,
    planObserved,
    notObservedSinceMs: counts ? null : (progress?.dwellMarkedAt?.getTime() ?? row.stepEnteredAt.getTime()),
    agentOnline,
    // The first version has no traffic to be judged by: what counts is that it is observed.
    dataThroughMs: firstVersion ? nowMs : (through?.getTime() ?? null),
    stepEnteredMs: row.stepEnteredAt.getTime(),
    observedDwellMs,
    baselineHealthy:
      stable === null ||
      stable.judged < BASELINE_MIN_REQUESTS ||
      stable.failures / stable.judged <= BASELINE_MAX_FAILURE_SHARE,
    candidateRequests: candidate.requests,
    gates,
  })
  await saveProgress(db, row, {
    decision,
    gates,
    observedDwellMs,
    marked: counts ? now : (progress?.dwellMarkedAt ?? null),
    now,
  })
  return { decision, gates, observedDwellMs }
}

async function saveProgress(
  db: Db,
  row: RolloutRow,
  look: { decision: StepDecision; gates: GateResult[]; observedDwellMs: number; marked: Date | null; now: Date },
): Promise<void> {
  const data = {
    observedDwellMs: BigInt(Math.round(look.observedDwellMs)),
    dwellMarkedAt: look.marked,
    decision: { ...look.decision },
    gates: look.gates.map((gate) => ({ ...gate, difference: gate.difference ? { ...gate.difference } : null })),
    lookedAt: look.now,
  }
  await db.rolloutProgress.upsert({
    where: { rolloutId: row.id },
    create: { rolloutId: row.id, workspaceId: row.workspaceId, ...data },
    update: data,
  })
}
