export interface PlacementFacts {
  settledPlanDigest: string | null
  settledGeneration: bigint
  observed: { planDigest: string | null; generation: bigint } | null
  hasOpenCommand: boolean
}

export type Agreement = 'in-sync' | 'pending' | 'drifted' | 'nothing-placed' | 'unknown'

/** Desired against observed. Drift is a difference that no command explains and that the agent has had the chance to know about. */
export function agreementOf(facts: PlacementFacts): Agreement {
  const { settledPlanDigest, observed } = facts
  if (facts.hasOpenCommand) return 'pending'
  if (settledPlanDigest === null) return 'nothing-placed'
  if (observed === null) return 'unknown'
  if (observed.planDigest === settledPlanDigest) return 'in-sync'
  return observed.generation >= facts.settledGeneration ? 'drifted' : 'pending'
}
