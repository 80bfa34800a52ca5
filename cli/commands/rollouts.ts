import type { Command } from 'commander'
import type { DeploymentView, RolloutView } from '@/lib/rollouts/contract'
import { type ApiClient, apiClient, print } from '../api-client'
import { CliError } from '../cli-error'
import { until } from '../up/until'

interface Common {
  api?: string
  token?: string
  json: boolean
  reason?: string
  wait?: boolean
}

interface Ref {
  rolloutId: string
  number: number
  status: string
  changeRequestId: string | null
}

function common(command: Command): Command {
  return command
    .option('--api <url>', 'address of Slipway')
    .option('--token <token>', 'API token')
    .option('--json', 'one JSON line', false)
}

async function findDeployment(api: ApiClient, nameOrId: string): Promise<DeploymentView> {
  const { items } = await api.get<{ items: DeploymentView[] }>('/rollouts/deployments', { limit: 200 })
  const matches = items.filter((deployment) => deployment.id === nameOrId || deployment.name === nameOrId)
  const [only] = matches
  if (matches.length > 1)
    throw new CliError(
      `${nameOrId} exists in several environments; use its id: ${matches.map((d) => `${d.environment.name} ${d.id}`).join(', ')}`,
    )
  if (!only) throw new CliError(`No deployment named ${nameOrId}. slipway status lists them.`)
  return only
}

async function settle(api: ApiClient, ref: Ref, wait: boolean | undefined): Promise<Ref> {
  if (!wait) return ref
  const done = ['SUCCEEDED', 'ROLLED_BACK', 'FAILED', 'CANCELLED', 'HELD', 'ROLLBACK_FAILED']
  const rollout = await until('the rollout', 3_600_000, async () => {
    const now = await api.get<RolloutView>(`/rollouts/rollouts/${ref.rolloutId}`)
    return done.includes(now.status) ? now : null
  })
  return { ...ref, status: rollout.status }
}

function show(options: Common, ref: Ref): void {
  const approval =
    ref.status === 'PENDING' && ref.changeRequestId
      ? `; waits for an approver (in the browser: Approvals; here: slipway approve), request ${ref.changeRequestId}`
      : ''
  print(options.json, ref, `Rollout ${ref.number}: ${ref.status}${approval}`)
}

function registerDeploy(program: Command): void {
  common(program.command('deploy'))
    .description('ask for a version to take over a deployment')
    .argument('<deployment>', 'name or id')
    .requiredOption('--version <number>', 'version number', Number)
    .option('--strategy <name>', 'all-at-once, blue-green, canary, linear or shadow', 'canary')
    .option('--step <share:seconds...>', 'own steps, for example 5:3600 25:3600 100:1800')
    .requiredOption('--reason <text>', 'why')
    .option('--wait', 'wait until it has ended', false)
    .action(async (name: string, options) => {
      const api = apiClient(options)
      const deployment = await findDeployment(api, name)
      const version = await api.get<{ id: string }>(
        `/registry/models/${deployment.model.id}/versions/${options.version}`,
      )
      const steps = (options.step as string[] | undefined)?.map((text) => {
        const [share, seconds] = text.split(':').map(Number)
        return { candidateBps: Math.round((share ?? 0) * 100), minDwellSec: seconds ?? 0 }
      })
      const body = {
        versionId: version.id,
        strategy: options.strategy,
        reason: options.reason,
        ...(steps ? { steps } : {}),
      }
      show(
        options,
        await settle(api, await api.post<Ref>(`/rollouts/deployments/${deployment.id}/rollouts`, body), options.wait),
      )
    })
}

function registerMoves(program: Command): void {
  common(program.command('promote'))
    .description('send all traffic to the candidate of the open rollout')
    .argument('<deployment>', 'name or id')
    .requiredOption('--reason <text>', 'why')
    .option('--wait', 'wait until it has ended', false)
    .action(async (name: string, options: Common) => {
      const api = apiClient(options)
      const { rollout } = await findDeployment(api, name)
      if (!rollout) throw new CliError('No rollout is open here. Start one: slipway deploy.')
      show(
        options,
        await settle(
          api,
          await api.post<Ref>(`/rollouts/rollouts/${rollout.id}/promote`, { reason: options.reason }),
          options.wait,
        ),
      )
    })
  common(program.command('rollback'))
    .description('go back at once: to the plan before the open rollout, or to an earlier good version')
    .argument('<deployment>', 'name or id')
    .option('--to <version>', 'version number of the rollback list', Number)
    .requiredOption('--reason <text>', 'why')
    .option('--wait', 'wait until it is observed', false)
    .action(async (name: string, options: Common & { to?: number }) => {
      const api = apiClient(options)
      const deployment = await findDeployment(api, name)
      const { items } = await api.get<{ items: { variantId: string; versionNumber: number }[] }>(
        `/rollouts/deployments/${deployment.id}/rollback-options`,
      )
      const target = options.to === undefined ? undefined : items.find((item) => item.versionNumber === options.to)
      if (options.to !== undefined && !target)
        throw new CliError(
          `v${options.to} is not on the rollback list: ${items.map((item) => `v${item.versionNumber}`).join(', ') || 'empty'}.`,
        )
      const body = { reason: options.reason, ...(target ? { variantId: target.variantId } : {}) }
      show(
        options,
        await settle(api, await api.post<Ref>(`/rollouts/deployments/${deployment.id}/roll-back`, body), options.wait),
      )
    })
}

function line(deployment: DeploymentView): string {
  const plan = deployment.desired.variants
    .filter((variant) => variant.weightBps > 0)
    .map((variant) => `v${variant.versionNumber} ${variant.weightBps / 100} %`)
  const rollout = deployment.rollout ? `  rollout ${deployment.rollout.number} ${deployment.rollout.status}` : ''
  return `${deployment.environment.name}/${deployment.name}  ${plan.join(', ') || 'serves nothing'}  ${deployment.inSync ? 'observed = desired' : 'observed differs'}  agent ${deployment.agent.status}${rollout}`
}

/** deploy, promote, rollback, status: the same commands as the screens. */
export function registerRollouts(program: Command): void {
  registerDeploy(program)
  registerMoves(program)
  common(program.command('status'))
    .description('deployments: what is ordered, what runs, what moves')
    .argument('[deployment]', 'name or id')
    .action(async (name: string | undefined, options: Common) => {
      const api = apiClient(options)
      const items = name
        ? [await findDeployment(api, name)]
        : (await api.get<{ items: DeploymentView[] }>('/rollouts/deployments', { limit: 200 })).items
      print(options.json, name ? items[0] : items, items.map(line).join('\n') || 'No deployments yet.')
    })
}
