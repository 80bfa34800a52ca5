import { z } from 'zod'
import { cleanJson } from './clean-json'

const label = z.union([z.string(), z.number()])

/** The parts of a `card.json` beside a model that Slipway reads; anything else in it is kept and not interpreted. */
const cardSchema = z.object({
  title: z.string().max(500).optional(),
  description: z.string().max(5000).optional(),
  task: z.string().optional(),
  classes: z.array(label).max(1000).optional(),
  positiveClass: label.optional(),
  threshold: z.number().optional(),
  features: z
    .array(
      z.object({
        name: z.string().max(250),
        type: z.enum(['numeric', 'categorical']),
        categories: z.array(label).max(10_000).optional(),
        encoding: z.record(z.string(), z.number()).optional(),
      }),
    )
    .max(10_000)
    .optional(),
  metrics: z.record(z.string(), z.unknown()).optional(),
  training: z.object({ csvSha256: z.string().optional() }).loose().optional(),
  sha256: z.string().optional(),
})
export type ModelCard = z.infer<typeof cardSchema>

export const MAX_CARD_BYTES = 1_048_576

export type CardReading = { ok: true; card: ModelCard; whole: Record<string, unknown> } | { ok: false; problem: string }

export function readModelCard(bytes: Uint8Array): CardReading {
  if (bytes.length > MAX_CARD_BYTES) return { ok: false, problem: 'it is larger than 1 MiB' }
  let value: unknown
  try {
    value = cleanJson(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  } catch {
    return { ok: false, problem: 'it is not JSON' }
  }
  const parsed = cardSchema.safeParse(value)
  if (!parsed.success)
    return { ok: false, problem: `${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}` }
  return { ok: true, card: parsed.data, whole: value as Record<string, unknown> }
}
