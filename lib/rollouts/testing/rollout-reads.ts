import type { makeScene } from '@/lib/agents/testing/scene'
import type { RolloutStatus } from '../domain/status'

type Scene = Awaited<ReturnType<typeof makeScene>>

/** What the rollout tests look at. */
export function rolloutReads(scene: Pick<Scene, 'database' | 'workspaceId' | 'door'>) {
  const { database, workspaceId } = scene
  const rowOf = (rolloutId: string) => database().rollout.findFirstOrThrow({ where: { id: rolloutId } })
  const statusOf = async (rolloutId: string) => (await rowOf(rolloutId)).status as RolloutStatus
  const stableVersion = async (deploymentId: string) =>
    (await scene.door.settledPlan(database(), deploymentId)).plan?.variants.find((v) => v.role === 'stable')
      ?.versionNumber
  const variantOf = async (deploymentId: string, versionNumber: number) =>
    (await database().variant.findFirstOrThrow({ where: { deploymentId, versionNumber } })).id
  const events = async (rolloutId: string) =>
    (await database().rolloutEvent.findMany({ where: { rolloutId }, orderBy: { n: 'asc' } })).map((e) =>
      e.type.slice(9),
    )
  const audited = async (rolloutId: string) =>
    (
      await database().auditEvent.findMany({
        where: { workspaceId, outcome: 'success', resources: { has: `rollout:${rolloutId}` } },
        orderBy: { id: 'asc' },
        select: { type: true },
      })
    ).map((e) => e.type)

  return { rowOf, statusOf, stableVersion, variantOf, events, audited }
}
