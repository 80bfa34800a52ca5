import { describeRollout } from '@/components/rollouts/describe-deployment'
import { observedShares } from '@/components/rollouts/plan-shares'
import type { PlanShare } from '@/components/ui/plan-bar'
import type { AgentItem } from '@/lib/agents/contract'
import type { ChangeRequestSummary } from '@/lib/approvals/contract'
import type { DeploymentView } from '@/lib/rollouts/contract'

export interface OverviewRow {
  id: string
  state: string
  title: string
  text: string
  /** Path below the workspace, and the verb on its button. */
  path: string
  action: string
  shares?: PlanShare[]
}

export interface OverviewRows {
  decide: OverviewRow[]
  motion: OverviewRow[]
  odd: OverviewRow[]
}

interface Facts {
  deployments: readonly DeploymentView[]
  requests: readonly ChangeRequestSummary[]
  agents: readonly AgentItem[]
}

const NEEDS_PERSON: readonly string[] = ['HELD', 'AWAITING_APPROVAL', 'ROLLBACK_FAILED']
const BAD_AGENT: readonly string[] = ['OFFLINE', 'LATE', 'LOCKED']

/** Sorted into what to decide, what moves by itself and what is odd; each thing appears once. */
export function overviewRows({ deployments, requests, agents }: Facts): OverviewRows {
  const rows: OverviewRows = { decide: [], motion: [], odd: [] }
  for (const request of requests) {
    if (!request.mayDecide) continue
    rows.decide.push({
      id: request.id,
      state: 'IN_REVIEW',
      title: request.title,
      text: `${request.requestedByName}: ${request.reason}`,
      path: `approvals/${request.id}`,
      action: 'Decide',
    })
  }
  const asked = new Set(rows.decide.map((row) => row.id))
  for (const deployment of deployments) {
    const rollout = deployment.rollout
    const where = `${deployment.name} · ${deployment.environment.name}`
    if (rollout === null) {
      const served = deployment.desired.variants.length > 0
      if (served && !deployment.inSync)
        rows.odd.push({
          id: deployment.id,
          state: 'HELD',
          title: where,
          text: 'What runs differs from what was ordered.',
          path: `deployments/${deployment.id}`,
          action: 'Look',
        })
      continue
    }
    // The request for it is listed above already.
    if (rollout.changeRequestId !== null && asked.has(rollout.changeRequestId)) continue
    const list = NEEDS_PERSON.includes(rollout.status) ? rows.decide : rows.motion
    list.push({
      id: rollout.id,
      state: rollout.status,
      title: where,
      text: describeRollout(deployment, rollout),
      path: `deployments/${deployment.id}`,
      action: list === rows.decide ? 'Decide' : 'Watch',
      shares: observedShares(deployment) ?? undefined,
    })
  }
  for (const agent of agents) {
    if (!BAD_AGENT.includes(agent.status)) continue
    const impact = agent.deployments === 1 ? '1 deployment' : `${agent.deployments} deployments`
    rows.odd.push({
      id: agent.id,
      state: agent.status,
      title: `Agent ${agent.name}`,
      text: `${impact} cannot be changed until it is back; serving goes on.`,
      path: `agents/${agent.id}`,
      action: 'Look',
    })
  }
  return rows
}

function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`
}

export function describeOverview(rows: OverviewRows): string {
  const parts = [
    rows.decide.length === 0
      ? 'Nothing waits for you'
      : `${count(rows.decide.length, 'decision waits', 'decisions wait')} for you`,
    rows.motion.length === 0
      ? 'nothing is in motion'
      : `${count(rows.motion.length, 'rollout is', 'rollouts are')} running`,
    rows.odd.length === 0 ? 'nothing is wrong' : `${count(rows.odd.length, 'thing is', 'things are')} odd`,
  ]
  return `${parts.join(', ')}.`
}
