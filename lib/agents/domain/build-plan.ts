import { allocateRanges } from './allocate-ranges'
import { BUCKETS, type Plan, type PlanVariant, type UnitKey } from './plan'
import { planProblem } from './plan-problem'

/** What a caller wants to run; ranges are the protocol's business. */
export interface PlanDraft {
  variants: readonly PlanVariant[]
  routing: { unitKey: UnitKey | null; missingUnit: 'random' | 'stable' | 'reject'; salt: string } | null
}

export type BuiltPlan = { ok: true; plan: Plan } | { ok: false; reason: string }

/** A complete plan with ranges that move as few units as possible away from `from`. Another salt is another lottery. */
export function buildPlan(deploymentId: string, draft: PlanDraft, from: Plan | null): BuiltPlan {
  const variants = [...draft.variants].sort((a, b) => (a.variantId < b.variantId ? -1 : 1))
  const sum = variants.reduce((total, variant) => total + variant.weightBps, 0)
  if (sum !== BUCKETS) return { ok: false, reason: `weights sum to ${sum}, not ${BUCKETS}` }
  const previous = from?.routing && from.routing.salt === draft.routing?.salt ? from.routing.ranges : null
  const routing =
    draft.routing === null
      ? null
      : {
          ...draft.routing,
          ranges: allocateRanges(
            previous,
            variants.filter((variant) => variant.role !== 'shadow'),
          ),
        }
  const plan: Plan = { schema: 'slipway.plan/1', deploymentId, variants, routing }
  const problem = planProblem(plan)
  return problem === null ? { ok: true, plan } : { ok: false, reason: problem }
}
