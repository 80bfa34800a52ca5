import { z } from 'zod'
import { defineQuery } from '@/lib/server/operation'
import { Prisma } from '@/prisma/generated/client'
import { versionFacts } from '../facts'
import { ofNamedModel, requireModel, versionNotFound } from '../names'
import { readVersions } from '../read-facts'

/** A version by model name and number as MLflow clients see it. */
export const getRegisteredVersion = defineQuery({
  name: 'registry.get-registered-version',
  permission: 'registry:read',
  input: z.strictObject({ name: z.string(), number: z.int() }),
  output: versionFacts,
  async run({ db, workspace }, { name, number }) {
    const [version] = await readVersions(db, Prisma.sql`${ofNamedModel(workspace.id, name)} AND v.number = ${number}`)
    if (version) return version
    await requireModel(db, workspace.id, name)
    throw versionNotFound(name, number)
  },
})
