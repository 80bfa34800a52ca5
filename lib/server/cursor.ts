import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'

/** The last key of a page as opaque text. */
export function encodeCursor(key: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(key), 'utf8').toString('base64url')
}

/** A cursor of another list, or one that was tampered with, is a bad request, never a strange page. */
export function decodeCursor<T extends z.ZodType>(cursor: string | undefined, schema: T): z.output<T> | null {
  if (cursor === undefined) return null
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch (cause) {
    throw new AppError('invalid', {
      message: 'The cursor does not belong to this list. Start from the first page.',
      cause,
    })
  }
}
