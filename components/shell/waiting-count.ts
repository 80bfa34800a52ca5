import { z } from 'zod'

/** The number of requests on the first page, whatever else a request carries. */
export const waitingCount = z.object({ items: z.array(z.unknown()) }).transform((page) => page.items.length)
