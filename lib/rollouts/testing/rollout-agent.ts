import type { FakeAgent, Leased } from '@/lib/agents/testing/fake-agent'
import type { database as databaseOf } from '@/lib/server/database'

interface AgentScene {
  agent: FakeAgent
  database: typeof databaseOf
  /** The engine's look at one deployment. */
  tick: (deploymentId: string) => Promise<unknown>
}

/** What the agent does in the rollout tests: takes orders, carries them out, reports. */
export function agentActions({ agent, database, tick }: AgentScene) {
  /** The agent's last word, so many seconds ago. */
  const heard = (secondsAgo: number) =>
    database()
      .$executeRaw`UPDATE "AgentPresence" SET "lastSeenAt" = now() - make_interval(secs => ${secondsAgo}::int) WHERE "agentId" = ${agent.agentId}::uuid`

  /** Says what runs: the plan of the command, with evidence up to now. */
  const observe = ({ payload }: Leased, dataThrough: Date | null = new Date()) => {
    const variants = payload.plan.variants.map(({ variantId, weightBps }) => ({
      variantId,
      state: 'READY' as const,
      weightBps,
      inFlight: 0,
    }))
    return agent.poll({
      observed: [agent.observe(payload, { variants, dataThrough: dataThrough?.toISOString() ?? null })],
    })
  }

  const leased = async (deploymentId: string) =>
    (await agent.lease()).filter(({ payload }) => payload.deploymentId === deploymentId)
  const lastDone = new Map<string, Leased>()
  /** The agent carries out what is ordered and shows it, and the engine looks, until nothing is left to do. */
  async function obey(deploymentId: string): Promise<void> {
    for (;;) {
      const orders = await leased(deploymentId)
      for (const order of orders) {
        await agent.carryOut(order)
        lastDone.set(order.payload.deploymentId, order)
        await observe(order)
      }
      await tick(deploymentId)
      if (orders.length === 0) return
    }
  }
  /** Fresh word from the agent that its plan runs and evidence is complete. */
  async function report(deploymentId: string, dataThrough: Date | null = new Date()): Promise<void> {
    const order = lastDone.get(deploymentId)
    if (order) await observe(order, dataThrough)
  }

  async function lease(deploymentId: string): Promise<Leased> {
    const [order] = await leased(deploymentId)
    if (!order) throw new Error('nothing was ordered')
    return order
  }

  return { heard, observe, leased, lease, obey, report }
}
