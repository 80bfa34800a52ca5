import { z } from 'zod'

export const OUTCOMES = ['success', 'denied', 'error'] as const
const timeSchema = z.iso.datetime({ offset: true })

export const auditEventSchema = z.object({
  id: z.uuid(),
  type: z.string(),
  at: timeSchema,
  actor: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  command: z.string(),
  outcome: z.enum(OUTCOMES),
  reason: z.string().nullable(),
  requestId: z.string().nullable(),
  environmentId: z.string().nullable(),
  resources: z.array(z.object({ kind: z.string(), id: z.string() })),
})
export const auditEventPage = z.object({ items: z.array(auditEventSchema), nextCursor: z.string().nullable() })

const page = {
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}
const resourceText = z.string().regex(/^[a-z][a-z-]{0,40}:[\w.:-]{1,120}$/, 'name a resource as kind:id')

export const listEventsInput = z.strictObject({
  ...page,
  /** Id of a person, token, agent or job. */
  actor: z.string().min(1).max(120).optional(),
  /** A type (`rollouts.advanced`) or a room (`rollouts`). */
  type: z
    .string()
    .regex(/^[a-z]+(\.[a-z-]+)?$/)
    .optional(),
  resource: resourceText.optional(),
  environment: z.uuid().optional(),
  outcome: z.enum(OUTCOMES).optional(),
  from: timeSchema.optional(),
  to: timeSchema.optional(),
})

/** One event with its exact text: `digest` is the leaf hash that anybody can recompute from `body`. */
export const auditEventDetail = auditEventSchema.extend({
  body: z.string(),
  event: z.record(z.string(), z.unknown()),
  digest: z.string(),
})
export const getEventInput = z.strictObject({ id: z.uuid() })
export const historyInput = z.strictObject({ ...page, resource: resourceText })
/** History shown beside a resource carries the change itself. */
export const historyPage = z.object({
  items: z.array(auditEventSchema.extend({ before: z.unknown(), after: z.unknown(), data: z.unknown() })),
  nextCursor: z.string().nullable(),
})

const facet = z.array(z.object({ value: z.string(), label: z.string(), count: z.int() }))
export const facetsOutput = z.object({ actors: facet, types: facet, outcomes: facet })

export type AuditEventView = z.output<typeof auditEventSchema>
export type AuditEventDetail = z.output<typeof auditEventDetail>
export type HistoryEntry = z.output<typeof historyPage>['items'][number]
