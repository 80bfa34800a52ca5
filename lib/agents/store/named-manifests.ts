import type { Db } from '@/lib/server/database'

/**
 * Manifest digests that an agent may fetch: those named by its desired state or by its open commands, and nothing else of the
 * workspace.
 */
export async function namedManifests(db: Db, agentId: string): Promise<Set<string>> {
  const rows = await db.$queryRaw<{ digest: string }[]>`
    WITH named AS (
      SELECT "deploymentId", unnest(ARRAY["planDigest", "settledPlanDigest"]) AS digest FROM "DesiredState" WHERE "agentId" = ${agentId}::uuid
      UNION SELECT "deploymentId", "planDigest" FROM "Command"
        WHERE "agentId" = ${agentId}::uuid AND state IN ('QUEUED', 'LEASED', 'ACCEPTED', 'RUNNING', 'UNKNOWN'))
    SELECT DISTINCT v->>'manifestDigest' AS digest
    FROM named JOIN "PlanRecord" p ON p."deploymentId" = named."deploymentId" AND p."planDigest" = named.digest,
      jsonb_array_elements(p.plan->'variants') v`
  return new Set(rows.map((row) => row.digest))
}
