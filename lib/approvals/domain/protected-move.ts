import { z } from 'zod'
import { digestOf } from './approval-payload'

/** Pointing a protected alias or stage of a model at another version; null: at none. */
export const protectedMove = z.object({
  modelId: z.uuid(),
  modelName: z.string().max(256),
  kind: z.enum(['alias', 'stage']),
  name: z.string().max(255),
  from: z.int().nullable(),
  to: z.int().nullable(),
  environmentId: z.uuid(),
})
export type ProtectedMove = z.infer<typeof protectedMove>

/** Digest of "this name of this model means this version". */
export function meaningDigest({ modelId, kind, name }: ProtectedMove, number: number | null): string {
  return digestOf({ modelId, kind, name, number })
}

export function moveTitle({ modelName, kind, name, from, to }: ProtectedMove): string {
  const word = kind === 'alias' ? `alias ${name}` : `stage ${name}`
  if (to === null) return `Remove the ${word} of ${modelName} from version ${from ?? '?'}`
  return from === null
    ? `Point the ${word} of ${modelName} at version ${to}`
    : `Move the ${word} of ${modelName} from version ${from} to version ${to}`
}
