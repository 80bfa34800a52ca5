import { z } from 'zod'
import { defineQuery } from '@/lib/server/operation'
import { stage } from '../../contract'
import { versionFacts } from '../facts'
import { modelNotFound, namedModel } from '../names'
import { readModels } from '../read-facts'

/** The newest version of each stage, or of the stages asked for. */
export const latestVersions = defineQuery({
  name: 'registry.latest-versions',
  permission: 'registry:read',
  input: z.strictObject({ name: z.string(), stages: z.array(stage) }),
  output: z.object({ items: z.array(versionFacts) }),
  async run({ db, workspace }, { name, stages }) {
    const [model] = await readModels(db, workspace.id, await namedModel(db, workspace.id, name))
    if (!model) throw modelNotFound(name)
    const wanted: readonly string[] = stages.length === 0 ? stage.options : stages
    return { items: model.latest.filter((version) => wanted.includes(version.stage)) }
  },
})
