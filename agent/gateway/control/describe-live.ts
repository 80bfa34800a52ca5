import type { Router } from '../routing/router'
import type { LiveVariant, RoutingTable } from '../routing/routing-table'
import type { LiveDeployment } from './control-messages'

function stateOf(variant: LiveVariant): 'READY' | 'FAILED' {
  return variant.model.runner.healthy() ? 'READY' : 'FAILED'
}

/** Observed state, read from the tables that serve and from nothing else. */
export function describeLive(router: Router, table: RoutingTable, bootId: string): LiveDeployment {
  const { deploymentId, generation, planDigest, fence, stopped, facts } = table.spec
  const live = table.variants.map((v) => ({
    variantId: v.variantId,
    state: stateOf(v),
    weightBps: v.weightBps,
    inFlight: v.inFlight,
  }))
  const draining = router
    .draining(deploymentId)
    .filter((v) => !table.variants.some((t) => t.variantId === v.variantId))
    .map((v) => ({ variantId: v.variantId, state: 'DRAINING' as const, weightBps: 0, inFlight: v.inFlight }))
  const conditions = []
  if (stopped) conditions.push({ type: 'Stopped', message: 'Serving was stopped by an operator; requests get 503.' })
  if (router.find(facts.deploymentName)?.spec.deploymentId !== deploymentId)
    conditions.push({
      type: 'AddressTaken',
      message: `/${facts.deploymentName}/ belongs to another deployment here; use /${deploymentId}/.`,
    })
  return {
    deploymentId,
    generation,
    planDigest,
    fence,
    stopped,
    variants: [...live, ...draining],
    counters: {
      bootId,
      rows: router
        .countersOf(deploymentId)
        .map((v) => ({ variantId: v.variantId, generation: v.generationText, ...v.counters })),
    },
    conditions,
  }
}
