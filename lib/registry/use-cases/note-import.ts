import { z } from 'zod'
import { defineCommand } from '@/lib/server/operation'

const MAX_KINDS = 50

/** Keeps in the audit that registry and runs of another server were taken over, from where, and how much of them. */
export const noteImport = defineCommand({
  name: 'registry.note-import',
  permission: 'registry:write',
  input: z.strictObject({
    source: z.string().min(1).max(2000),
    counts: z.record(z.string().max(100), z.int().min(0)).refine((counts) => Object.keys(counts).length <= MAX_KINDS),
    problemCount: z.int().min(0),
  }),
  output: z.object({}),
  audit: ['registry.models-imported'],
  async run(ctx, { source, counts, problemCount }) {
    await ctx.audit.record('registry.models-imported', { resources: [], data: { source, counts, problemCount } })
    return {}
  },
})
