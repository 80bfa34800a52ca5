import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'

/** Bad input is 422 with every field named; the value itself is never echoed. */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value ?? {})
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues
    .slice(0, 20)
    .map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
  const first = fields[0]
  const where = first && first.path !== '' ? `${first.path}: ` : ''
  throw new AppError('invalid', {
    message: `The request is not valid. ${where}${first?.message ?? ''}`.trim(),
    details: { fields },
  })
}
