import { type OpenRequest, openRequestsOf } from '@/lib/approvals/door'
import type { Db } from '@/lib/server/database'
import type { RolloutStatus } from './domain/status'
import { type RunState, versionRun } from './domain/version-run'

interface Newest {
  versionId: string
  rolloutId: string
  deploymentId: string
  status: RolloutStatus
  stepIndex: number
  stepCount: number
  changeRequestId: string | null
}

interface Standing {
  rollout: { deploymentId: string; rolloutId: string; runState: RunState; task: string } | null
  openRequests: readonly number[]
}

/** The newest rollout of each version, whichever deployment it is in. */
function newestRollouts(db: Db, workspaceId: string, versionIds: readonly string[]): Promise<Newest[]> {
  return db.$queryRaw<Newest[]>`/* by key */
    SELECT w.id AS "versionId", r.id::text AS "rolloutId", r."deploymentId"::text AS "deploymentId", r.status, r."stepIndex",
      jsonb_array_length(r.spec -> 'steps') AS "stepCount", r."changeRequestId"::text AS "changeRequestId"
    FROM unnest(${versionIds}::text[]) AS w(id) CROSS JOIN LATERAL (SELECT * FROM "Rollout" o
      WHERE o."workspaceId" = ${workspaceId}::uuid AND o.spec #>> '{candidate,versionId}' = w.id
      ORDER BY o."createdAt" DESC LIMIT 1) r`
}

function standingOf(rollout: Newest | undefined, requests: readonly OpenRequest[]): Standing {
  const openRequests = requests.map(({ number }) => number)
  if (!rollout) return { rollout: null, openRequests }
  const { deploymentId, rolloutId, changeRequestId } = rollout
  const request = requests.find(({ id }) => id === changeRequestId) ?? null
  return { rollout: { deploymentId, rolloutId, ...versionRun({ ...rollout, request }) }, openRequests }
}

/** Where versions stand on their way into service. Those that no rollout and no open request is about are left out. */
export async function versionStandings(
  db: Db,
  workspaceId: string,
  versionIds: readonly string[],
): Promise<Map<string, Standing>> {
  const [rollouts, requests] = await Promise.all([
    newestRollouts(db, workspaceId, versionIds),
    openRequestsOf(db, workspaceId, versionIds),
  ])
  const rolloutOf = new Map(rollouts.map((rollout) => [rollout.versionId, rollout]))
  const requestsOf = new Map<string, OpenRequest[]>()
  for (const request of requests)
    requestsOf.set(request.versionId, [...(requestsOf.get(request.versionId) ?? []), request])
  const found = versionIds.filter((id) => rolloutOf.has(id) || requestsOf.has(id))
  return new Map(found.map((id) => [id, standingOf(rolloutOf.get(id), requestsOf.get(id) ?? [])]))
}
