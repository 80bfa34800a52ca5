import { z } from 'zod'

const number = z.number()

/** One measured figure, printed as one JSON line. `ratio` is value / baseline of the same run. */
export const figureSchema = z.object({
  name: z.string(),
  value: number,
  unit: z.string(),
  baseline: number.nullable(),
  ratio: number.nullable(),
  target: number.nullable(),
  n: z.int().positive(),
  min: number,
  median: number,
  max: number,
})

export type Figure = Readonly<z.infer<typeof figureSchema>>
