import { z } from 'zod'

/** The parts of an OSV record (schema 1.x) that decide and explain; what else it holds is left alone. */
const event = z.object({
  introduced: z.string().optional(),
  fixed: z.string().optional(),
  last_affected: z.string().optional(),
  limit: z.string().optional(),
})
const severity = z.object({ type: z.string(), score: z.string() })
const affected = z.object({
  package: z.object({ ecosystem: z.string(), name: z.string() }).optional(),
  ranges: z.array(z.object({ type: z.string(), events: z.array(event) })).catch([]),
  versions: z.array(z.string()).catch([]),
  severity: z.array(severity).catch([]),
})
const osvRecord = z.object({
  id: z.string(),
  modified: z.string(),
  withdrawn: z.string().nullish(),
  aliases: z.array(z.string()).catch([]),
  summary: z.string().catch(''),
  details: z.string().catch(''),
  severity: z.array(severity).catch([]),
  affected: z.array(affected).catch([]),
  database_specific: z.object({ severity: z.string().optional().catch(undefined) }).catch({}),
})
export type OsvRecord = z.infer<typeof osvRecord>
export type OsvAffected = z.infer<typeof affected>

/** null: not an OSV record. */
export function parseOsvRecord(value: unknown): OsvRecord | null {
  const parsed = osvRecord.safeParse(value)
  return parsed.success ? parsed.data : null
}
