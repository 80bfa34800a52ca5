import type { Db } from '@/lib/server/database'
import { modelIdText } from '../domain/ids'

interface Row {
  logged_id: string
  version_id: string
  name: string
  number: number
}

function collect(rows: readonly Row[]) {
  const found = new Map<string, { modelId: string; name: string; number: number; versionId: string }[]>()
  for (const row of rows) {
    const registration = {
      modelId: modelIdText(row.logged_id),
      name: row.name,
      number: row.number,
      versionId: row.version_id,
    }
    found.set(row.logged_id, [...(found.get(row.logged_id) ?? []), registration])
  }
  return found
}

/** Versions made from logged models (by uuid), oldest first. */
export async function registrationsOf(db: Db, workspaceId: string, modelIds: readonly string[]) {
  const rows = await db.$queryRaw<Row[]>`
    SELECT g."modelId" AS logged_id, v.id AS version_id, m.name, v.number
    FROM "LoggedModelRegistration" g
    JOIN "ModelVersion" v ON v."workspaceId" = g."workspaceId" AND v.id = g."versionId"
    JOIN "Model" m ON m."workspaceId" = v."workspaceId" AND m.id = v."modelId"
    WHERE g."workspaceId" = ${workspaceId}::uuid AND g."modelId" = ANY(${[...modelIds]}::uuid[])
    ORDER BY g."createdAt", v.number`
  return collect(rows)
}
