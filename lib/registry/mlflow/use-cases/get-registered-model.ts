import { z } from 'zod'
import { defineQuery } from '@/lib/server/operation'
import { modelFacts } from '../facts'
import { modelNotFound, namedModel } from '../names'
import { readModels } from '../read-facts'

/** A model by name as MLflow clients see it; the number of its versions does not matter. */
export const getRegisteredModel = defineQuery({
  name: 'registry.get-registered-model',
  permission: 'registry:read',
  input: z.strictObject({ name: z.string() }),
  output: modelFacts,
  async run({ db, workspace }, { name }) {
    const [model] = await readModels(db, workspace.id, await namedModel(db, workspace.id, name))
    if (!model) throw modelNotFound(name)
    return model
  },
})
