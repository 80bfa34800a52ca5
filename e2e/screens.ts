import { demo, type PersonaRole, pageUrl } from './demo'
import { demoRuns, getDeployment, versionId } from './prepare'
import { apiAs } from './session'

export interface Screen {
  name: string
  role: PersonaRole
  url: string
}

/** Every main screen with something real in it, and who looks at it. */
export async function mainScreens(): Promise<Screen[]> {
  const api = await apiAs('operator')
  const { model, rollout } = await getDeployment(api, demo.deploymentId)
  const requests = await api.get<{ items: { id: string }[] }>('/approvals/change-requests')
  const rollouts = await api.get<{ items: { id: string }[] }>(`/rollouts/rollouts?deploymentId=${demo.deploymentId}`)
  const events = await (await apiAs('auditor')).get<{ items: { id: string }[] }>('/audit/events?limit=1')
  const { experimentId, runs } = await demoRuns()
  const best = runs.find((run) => run.name === 'gbm-d5-lr0.1-s0.7')?.runId ?? ''
  const three = runs.slice(4, 7).map((run) => run.runId)
  const compared = (ids: readonly string[]) => `experiments/compare?runs=${ids.join(',')}`
  const deployment = `deployments/${demo.deploymentId}`
  const screen = (name: string, role: PersonaRole, path: string) => ({ name, role, url: pageUrl(path) })
  return [
    screen('overview', 'operator', ''),
    screen('models', 'data-scientist', 'models'),
    screen('model', 'data-scientist', `models/${model.id}`),
    screen('version', 'data-scientist', `models/${model.id}/versions/${await versionId(2)}`),
    screen('version-signature', 'data-scientist', `models/${model.id}/versions/${await versionId(2)}?tab=signature`),
    screen('version-lineage', 'data-scientist', `models/${model.id}/versions/${await versionId(2)}?tab=lineage`),
    screen('version-provenance', 'operator', `models/${model.id}/versions/${await versionId(2)}?tab=provenance`),
    screen(
      'version-dependencies',
      'data-scientist',
      `models/${model.id}/versions/${await versionId(2)}?tab=dependencies`,
    ),
    screen('model-metrics', 'data-scientist', `models/${model.id}?tab=metrics`),
    screen('compare-versions', 'data-scientist', `models/${model.id}/compare`),
    screen('experiments', 'data-scientist', 'experiments'),
    screen('experiment', 'data-scientist', `experiments/${experimentId}`),
    screen('run', 'data-scientist', `experiments/runs/${best}`),
    screen('run-metrics', 'data-scientist', `experiments/runs/${best}?tab=metrics&smooth=0.8`),
    screen('run-artifacts', 'data-scientist', `experiments/runs/${best}?tab=artifacts`),
    screen('compare-runs', 'data-scientist', compared(three)),
    screen('compare-runs-charts', 'data-scientist', `${compared(three)}&tab=charts&smooth=0.8`),
    screen('parallel', 'data-scientist', `${compared(runs.map((run) => run.runId))}&tab=parallel`),
    screen('deployments', 'operator', 'deployments'),
    screen('deployment', 'operator', deployment),
    screen('deployment-compare', 'data-scientist', `${deployment}?tab=compare`),
    screen('deployment-versions', 'operator', `${deployment}?tab=versions`),
    screen('rollouts', 'operator', 'rollouts'),
    screen('rollout', 'operator', `rollouts/${rollout?.id ?? rollouts.items[0]?.id ?? ''}`),
    screen('monitoring', 'data-scientist', 'monitoring'),
    screen('drift', 'data-scientist', `monitoring/${demo.deploymentId}`),
    screen('approvals', 'operator', 'approvals?inbox=all'),
    screen('approval', 'operator', `approvals/${requests.items[0]?.id ?? ''}`),
    screen('agents', 'operator', 'agents'),
    screen('agent', 'operator', `agents/${demo.agentId}`),
    screen('audit', 'auditor', 'audit'),
    screen('audit-event', 'auditor', `audit/${events.items[0]?.id ?? ''}`),
    screen('settings', 'security-admin', 'settings'),
    screen('settings-tokens', 'data-scientist', 'settings?tab=tokens'),
  ]
}
