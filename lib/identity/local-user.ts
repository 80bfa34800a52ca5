import type { Db } from '@/lib/server/database'
import { hashPassword, randomPassword } from './password'
import { requireStrongPassword } from './require-strong-password'

/** A new local account; answers the password to show once, or null when the caller chose it. */
export async function insertLocalUser(
  tx: Db,
  user: { id: string; email: string; name: string; password?: string | undefined },
): Promise<string | null> {
  if (user.password !== undefined) requireStrongPassword(user.password, user.email)
  const password = user.password ?? randomPassword()
  await tx.user.create({
    data: { id: user.id, email: user.email, name: user.name, passwordHash: await hashPassword(password) },
  })
  return user.password === undefined ? password : null
}
