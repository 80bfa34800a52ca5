import { z } from 'zod'
import { versionSummary } from './contract'

export const MAX_COMPARED = 8
/** Ids with commas between them; the first is the baseline that the others are measured against. */
export const compareVersionsInput = z.strictObject({
  versions: z
    .string()
    .max(MAX_COMPARED * 37)
    .regex(/^[0-9a-f-]{36}(,[0-9a-f-]{36})+$/, { error: 'name two to eight versions by id, with commas between' })
    .refine((ids) => ids.split(',').length <= MAX_COMPARED, { error: `at most ${MAX_COMPARED} versions` })
    .refine((ids) => new Set(ids.split(',')).size === ids.split(',').length, { error: 'name each version once' }),
})
export const comparison = z.object({
  versions: z.array(versionSummary),
  metrics: z.array(z.object({ name: z.string(), values: z.array(z.number().nullable()), same: z.boolean() })),
  params: z.array(z.object({ name: z.string(), values: z.array(z.string().nullable()), same: z.boolean() })),
  /** What any version has otherwise than the baseline. `values` per version; null: not there, or signature not known. */
  signature: z.array(
    z.object({
      part: z.enum(['input', 'output', 'feature', 'class', 'binding', 'role', 'threshold']),
      name: z.string(),
      values: z.array(z.string().nullable()),
      breaking: z.array(z.boolean()),
    }),
  ),
  /** Per version: would callers of the baseline break? null when either signature is not known. */
  breaking: z.array(z.boolean().nullable()),
  /** Per version: the same bytes as the baseline. */
  sameContent: z.array(z.boolean()),
})
