import { z } from 'zod'
import { versionState } from './contract'

/** What of a model or version a text was found in. */
const foundIn = z.enum(['name', 'tag', 'alias', 'digest', 'run'])

export const searchInput = z.strictObject({ text: z.string().trim().min(1).max(256) })
const registryMatch = z.object({
  modelId: z.string(),
  modelName: z.string(),
  /** null: the model itself. */
  version: z.object({ id: z.string(), number: z.number(), state: versionState }).nullable(),
  /** Why it is here: where the text stands, and what stands there. */
  reasons: z.array(z.object({ in: foundIn, text: z.string() })).min(1),
})
export type RegistryMatch = z.infer<typeof registryMatch>
/** `more`: at least one way of searching has found more than it shows. */
export const searchOutput = z.object({ items: z.array(registryMatch), more: z.boolean() })
