import { type Db, pool } from '@/lib/server/database'
import { Prisma } from '@/prisma/generated/client'
import { doesNotExist } from './mlflow-error'
import type { MlflowScope } from './mlflow-row'

const RENAME_DAYS = 365

export function modelNotFound(name: string): Error {
  return doesNotExist(`Registered Model with name=${name} not found`)
}

export function versionNotFound(name: string, number: number): Error {
  return doesNotExist(`Model Version (name=${name}, version=${number}) not found`)
}

/** The id of a model by name, or for a year by the name that it had before: for reads. */
function idByName(workspaceId: string, name: string): Prisma.Sql {
  return Prisma.sql`/* by key */
    SELECT n.id FROM "Model" n WHERE n."workspaceId" = ${workspaceId}::uuid AND n.name = ${name} AND n."archivedAt" IS NULL
    UNION ALL
    SELECT r."modelId" FROM "ModelRename" r WHERE r."workspaceId" = ${workspaceId}::uuid AND r.name = ${name}
      AND r."renamedAt" > now() - make_interval(days => ${RENAME_DAYS}::int)
    LIMIT 1`
}

export async function findModelId(db: Db, workspaceId: string, name: string): Promise<string | null> {
  const [row] = await db.$queryRaw<{ id: string }[]>`${idByName(workspaceId, name)}`
  return row?.id ?? null
}

/** Condition on versions `v` of models `m`: those of the model that a read means by this name. */
export function ofNamedModel(workspaceId: string, name: string): Prisma.Sql {
  return Prisma.sql`v."workspaceId" = ${workspaceId}::uuid AND v."modelId" = (${idByName(workspaceId, name)})`
}

/** For reads that found nothing: is it the model that is not there? */
export async function requireModel(db: Db, workspaceId: string, name: string): Promise<void> {
  if ((await findModelId(db, workspaceId, name)) === null) throw modelNotFound(name)
}

/** Condition on models `m`: the one that a read means by this name. */
export async function namedModel(db: Db, workspaceId: string, name: string): Promise<Prisma.Sql> {
  const id = await findModelId(db, workspaceId, name)
  if (id === null) throw modelNotFound(name)
  return Prisma.sql`m.id = ${id}::uuid`
}

/** The id of a model by its present name, for changes: an old name does not write. */
export async function needModelId({ workspace }: MlflowScope, name: string): Promise<string> {
  const { rows } = await pool().query<{ id: string }>({
    name: 'registry.model-by-name',
    text: 'SELECT id FROM "Model" WHERE "workspaceId" = $1 AND name = $2 AND "archivedAt" IS NULL',
    values: [workspace.id, name],
  })
  const [row] = rows
  if (!row) throw modelNotFound(name)
  return row.id
}

/** The ids behind a model's present name and a version number, for changes. */
export async function needVersionId(
  scope: MlflowScope,
  name: string,
  number: number,
): Promise<{ modelId: string; versionId: string; state: string }> {
  const modelId = await needModelId(scope, name)
  const row = await scope.db.modelVersion.findUnique({
    where: {
      workspaceId_modelId_number: { workspaceId: scope.workspace.id, modelId, number },
      state: { not: 'ARCHIVED' },
    },
    select: { id: true, state: true },
  })
  if (!row) throw versionNotFound(name, number)
  return { modelId, versionId: row.id, state: row.state }
}
