import { AppError } from '@/lib/kernel/app-error'

const DEFAULT_MS = 86_400_000
const LONGEST_MS = 400 * 86_400_000

/** The window of a read: the last 24 hours unless both ends are named. */
export function resolveWindow(
  input: { from?: string | undefined; to?: string | undefined },
  nowMs: number,
): { fromMs: number; toMs: number } {
  const toMs = input.to === undefined ? nowMs : Date.parse(input.to)
  const fromMs = input.from === undefined ? toMs - DEFAULT_MS : Date.parse(input.from)
  if (fromMs >= toMs)
    throw new AppError('invalid', { message: 'The window ends before it begins. Choose an end after the start.' })
  if (toMs - fromMs > LONGEST_MS)
    throw new AppError('invalid', { message: 'The window is longer than 400 days. Choose a shorter one.' })
  return { fromMs, toMs }
}
