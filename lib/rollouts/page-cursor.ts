import { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'

const cursorSchema = z.strictObject({ at: z.iso.datetime(), id: z.uuid() })

/** Keyset cursor over (time, id), newest first; opaque to clients. */
export function encodeCursor(row: { createdAt: Date; id: string }): string {
  return Buffer.from(JSON.stringify({ at: row.createdAt.toISOString(), id: row.id })).toString('base64url')
}

/** A Prisma condition for the rows after the cursor; a cursor that we did not make is refused. */
export function afterCursor(cursor: string | undefined) {
  if (cursor === undefined) return {}
  let value: unknown = null
  try {
    value = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    value = null
  }
  const parsed = cursorSchema.safeParse(value)
  if (!parsed.success)
    throw new AppError('invalid', { message: 'The page cursor is not valid. Start again from the first page.' })
  const at = new Date(parsed.data.at)
  return { OR: [{ createdAt: { lt: at } }, { createdAt: at, id: { lt: parsed.data.id } }] }
}
