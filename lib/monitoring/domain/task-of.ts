import { z } from 'zod'
import type { Task } from './binning-spec'

const signatureSchema = z.looseObject({
  classes: z.array(z.union([z.string(), z.number(), z.boolean()])).nullish(),
  positiveClass: z.union([z.string(), z.number(), z.boolean()]).nullish(),
  threshold: z.number().nullish(),
})

/** The task of a version from what registration found; an unknown one still counts traffic and latency. */
export function taskOf(task: string | null, signature: unknown): Task {
  const parsed = signatureSchema.safeParse(signature ?? {})
  const facts = parsed.success ? parsed.data : {}
  const classes = (facts.classes ?? []).map(String)
  if (task === 'regression') return { type: 'regression', classes: [], positiveClass: null, threshold: null }
  if (task === 'binary-classification' || (task?.startsWith('multiclass') && classes.length === 2)) {
    const names = classes.length === 2 ? classes : ['0', '1']
    const positive =
      facts.positiveClass === null || facts.positiveClass === undefined ? names[1] : String(facts.positiveClass)
    return { type: 'binary', classes: names, positiveClass: positive ?? null, threshold: facts.threshold ?? 0.5 }
  }
  if (task?.startsWith('multiclass') && classes.length > 2)
    return { type: 'multiclass', classes, positiveClass: null, threshold: null }
  return { type: 'none', classes: [], positiveClass: null, threshold: null }
}
