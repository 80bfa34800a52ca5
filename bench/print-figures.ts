import { z } from 'zod'
import { figureSchema } from './figure'

/** Prints figures as one JSON line each, in the order of the schema; a figure that is not a number stops the run. */
export function printFigures(figures: unknown): void {
  for (const figure of z.array(figureSchema).parse(figures)) process.stdout.write(`${JSON.stringify(figure)}\n`)
}
