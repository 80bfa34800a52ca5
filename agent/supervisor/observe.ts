import type { ObservedDeployment } from '@/lib/agents/domain/wire'
import type { GatewayStatus } from '../gateway/control/control-messages'
import type { SpoolUploader } from '../spool/spool-uploader'
import type { AgentContext } from './agent-context'

export async function liveDigestOf(context: AgentContext, deploymentId: string): Promise<string | null> {
  const { deployments } = await context.gateway.status()
  return deployments.find((d) => d.deploymentId === deploymentId)?.planDigest ?? null
}

function driftOf(context: AgentContext, live: GatewayStatus['deployments'][number]): ObservedDeployment['conditions'] {
  const desired = context.desired.get(live.deploymentId)
  const busy = [...context.running.values()].some((r) => r.command.deploymentId === live.deploymentId)
  if (desired === undefined || busy || desired.generation !== desired.settledGeneration) return []
  if (live.planDigest === desired.planDigest || BigInt(live.generation) < BigInt(desired.settledGeneration)) return []
  return [
    {
      type: 'Drift',
      message: `The live plan is not the settled plan ${desired.planDigest}; it is reported, not repaired.`,
    },
  ]
}

/** What really serves, asked of the gateway and of nothing else. */
export async function observe(context: AgentContext, uploader: SpoolUploader): Promise<ObservedDeployment[]> {
  const status = await context.gateway.status()
  const now = Date.now()
  const serving = await Promise.all(
    status.deployments.map(
      async (live): Promise<ObservedDeployment> => ({
        deploymentId: live.deploymentId,
        generation: live.generation,
        planDigest: live.planDigest,
        fence: live.fence,
        variants: live.variants.slice(0, 32),
        counters: live.counters,
        conditions: [...live.conditions, ...driftOf(context, live)],
        dataThrough: await uploader.dataThrough(live.deploymentId, now),
      }),
    ),
  )
  const failed = status.failed.filter((f) => !serving.some((s) => s.deploymentId === f.deploymentId))
  const broken = failed.map(
    ({ deploymentId, message }): ObservedDeployment => ({
      deploymentId,
      generation: '0',
      planDigest: null,
      fence: context.fences.highest(deploymentId).toString(),
      variants: [],
      counters: { bootId: status.bootId, rows: [] },
      conditions: [{ type: 'NotServing', message: message.slice(0, 500) }],
      dataThrough: null,
    }),
  )
  return [...serving, ...broken]
}
