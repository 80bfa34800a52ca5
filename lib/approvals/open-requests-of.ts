import type { Db } from '@/lib/server/database'

export interface OpenRequest {
  versionId: string
  id: string
  number: number
  state: 'IN_REVIEW' | 'APPROVED' | 'EXECUTING'
}

/** The change requests about these versions that are not at their end yet, lowest number first. */
export function openRequestsOf(db: Db, workspaceId: string, versionIds: readonly string[]): Promise<OpenRequest[]> {
  return db.$queryRaw<OpenRequest[]>`/* by key */
    SELECT request_version(subjects) AS "versionId", id::text, number, state FROM "ChangeRequest"
    WHERE "workspaceId" = ${workspaceId}::uuid AND state IN ('IN_REVIEW', 'APPROVED', 'EXECUTING')
      AND request_version(subjects) = ANY(${versionIds}) ORDER BY number`
}
