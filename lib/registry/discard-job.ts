import { z } from 'zod'

/** Name and payload, apart from the handler: commands enqueue it, the worker runs it. */
export const discardJob = { name: 'registry.discard-parts', schema: z.object({ storeName: z.string() }) }
