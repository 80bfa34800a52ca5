import { AppError } from '@/lib/kernel/app-error'

/** What the database itself keeps from being archived, said as a refusal with its reason; any other error as it is. */
export function archiveRefusal(error: unknown): unknown {
  const text = error instanceof Error ? error.message : ''
  const use = /SLIPWAY_IN_USE ([^\n"`]+)/.exec(text)?.[1]
  if (use !== undefined)
    return new AppError('refused', {
      message: `It cannot be archived: ${use.trim()}. End that first.`,
      details: { reason: 'in_use' },
      cause: error,
    })
  if (text.includes('SLIPWAY_HELD'))
    return new AppError('refused', {
      message: 'It cannot be archived: it is on hold. Release the hold first.',
      details: { reason: 'held' },
      cause: error,
    })
  const kept = /SLIPWAY_RETAINED (\d{4}-\d\d-\d\d)/.exec(text)?.[1]
  if (kept !== undefined)
    return new AppError('refused', {
      message: `It cannot be archived before ${kept}: this workspace keeps its versions until then.`,
      details: { reason: 'retained' },
      cause: error,
    })
  return error
}
