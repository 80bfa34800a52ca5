import { z } from 'zod'
import { defineQuery } from '@/lib/server/operation'
import { Prisma } from '@/prisma/generated/client'
import { versionFacts } from '../facts'
import { invalidParameter } from '../mlflow-error'
import { ofNamedModel, requireModel } from '../names'
import { readVersions } from '../read-facts'

/** What an alias names now. */
export const getAliasedVersion = defineQuery({
  name: 'registry.get-aliased-version',
  permission: 'registry:read',
  input: z.strictObject({ name: z.string(), alias: z.string() }),
  output: versionFacts,
  async run({ db, workspace }, { name, alias }) {
    const named = Prisma.sql`(SELECT a.number FROM "ModelAlias" a
      WHERE a."workspaceId" = m."workspaceId" AND a."modelId" = m.id AND a.name = ${alias})`
    const where = Prisma.sql`${ofNamedModel(workspace.id, name)} AND v.number = ${named}`
    const [version] = await readVersions(db, where)
    if (version) return version
    await requireModel(db, workspace.id, name)
    throw invalidParameter(`Registered model alias ${alias} not found.`)
  },
})
