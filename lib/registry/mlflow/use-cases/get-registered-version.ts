import { z } from 'zod'
import { defineQuery } from '@/lib/server/operation'
import { Prisma } from '@/prisma/generated/client'
import { versionFacts } from '../facts'
import { namedModel, versionNotFound } from '../names'
import { readVersions } from '../read-facts'

/** A version by model name and number as MLflow clients see it. */
export const getRegisteredVersion = defineQuery({
  name: 'registry.get-registered-version',
  permission: 'registry:read',
  input: z.strictObject({ name: z.string(), number: z.int() }),
  output: versionFacts,
  async run({ db, workspace }, { name, number }) {
    const model = await namedModel(db, workspace.id, name)
    const where = Prisma.sql`v."workspaceId" = ${workspace.id}::uuid AND v.number = ${number} AND ${model}`
    const [version] = await readVersions(db, where)
    if (!version) throw versionNotFound(name, number)
    return version
  },
})
