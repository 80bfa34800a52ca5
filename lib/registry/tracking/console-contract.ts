import { z } from 'zod'
import { importance, modelName, tagKey } from '../contract'
import { experiment, listExperimentsInput } from './experiment-contract'
import { loggedModelRef } from './logged-model-contract'
import { RUN_STATUSES, runRef } from './run-contract'

const RESERVED = /^mlflow\./

const ownKey = tagKey.refine((key) => !RESERVED.test(key), { error: 'keys that begin with mlflow. belong to programs' })
const setTags = (longest: number) => z.array(z.strictObject({ key: ownKey, value: z.string().max(longest) })).max(100)
const removeTags = z.array(ownKey).max(100)

/** What a person changes of a run; what is left out stays. An empty note removes it. */
export const changeRunInput = runRef.extend({
  name: z.string().trim().min(1).max(250).optional(),
  note: z.string().max(8000).optional(),
  setTags: setTags(8000).default([]),
  removeTags: removeTags.default([]),
})
export const changeExperimentInput = z.strictObject({
  experimentId: experiment.shape.experimentId,
  name: z.string().trim().min(1).max(500).optional(),
  note: z.string().max(5000).optional(),
  setTags: setTags(5000).default([]),
  removeTags: removeTags.default([]),
})

export const EXPERIMENT_SORTS = ['created', '-created', 'name', '-name', 'lastRun', '-lastRun'] as const
export const listExperimentsPage = listExperimentsInput.extend({ sort: z.enum(EXPERIMENT_SORTS).default('-created') })

/** An experiment for its page: how many of its runs stand where. */
export const experimentDetail = experiment.extend({
  runs: z.object({ active: z.record(z.enum(RUN_STATUSES), z.number()), deleted: z.number() }),
})
export type ExperimentDetail = z.infer<typeof experimentDetail>

export const registerRunInput = runRef.extend({
  model: z.union([
    z.strictObject({ id: z.uuid() }),
    z.strictObject({ name: modelName, importance: importance.optional() }),
  ]),
  source: z.union([
    z.strictObject({ loggedModelId: loggedModelRef.shape.modelId }),
    z.strictObject({ path: z.string().max(1000) }),
  ]),
  description: z.string().max(5000).default(''),
})
export const registeredRun = z.object({ modelId: z.string(), versionId: z.string(), number: z.number() })

export const loggedModelArtifactsInput = loggedModelRef.extend({ path: z.string().max(4096).default('') })
export const loggedModelFileRef = loggedModelRef.extend({ path: z.string().max(4096) })
