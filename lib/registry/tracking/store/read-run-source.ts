import type { Db } from '@/lib/server/database'
import type { TreeFile } from './artifact-tree'
import { NO_MODEL } from './none-id'

interface RunSource {
  files: TreeFile[]
  params: Record<string, string>
  /** Last values; those that are no numbers come as text. */
  metrics: Record<string, unknown>
  commit: string | null
}

type Raw = Omit<RunSource, 'files'> & { files: { path: string; sha256: string; sizeBytes: string }[] }

/** All that a version made from a run (uuid) is made of, in one statement; null where there is no such run. */
export async function readRunSource(db: Db, workspaceId: string, runId: string): Promise<RunSource | null> {
  const [row] = await db.$queryRaw<Raw[]>`/* by key */ SELECT
    coalesce((SELECT json_agg(json_build_object('path', e.path, 'sha256', e.sha256, 'sizeBytes', e."sizeBytes"::text) ORDER BY e.path)
      FROM "ArtifactEntry" e WHERE e."workspaceId" = r."workspaceId" AND e."ownerId" = r.id), '[]') AS files,
    coalesce((SELECT json_object_agg(p.key, p.value) FROM "RunParam" p WHERE p."workspaceId" = r."workspaceId" AND p."runId" = r.id), '{}') AS params,
    coalesce((SELECT json_object_agg(s.key, s.last_value) FROM tracking.series s
      WHERE s.run_id = r.id AND s.model_id = ${NO_MODEL}::uuid), '{}') AS metrics,
    (SELECT t.value FROM "RunTag" t
      WHERE t."workspaceId" = r."workspaceId" AND t."runId" = r.id AND t.key = 'mlflow.source.git.commit') AS commit
    FROM "TrackingRun" r WHERE r."workspaceId" = ${workspaceId}::uuid AND r.id = ${runId}::uuid`
  return row ? { ...row, files: row.files.map((file) => ({ ...file, sizeBytes: BigInt(file.sizeBytes) })) } : null
}
