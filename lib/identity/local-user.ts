import type { Db } from '@/lib/server/database'
import { hashPassword, randomPassword } from './password'
import { requireStrongPassword } from './require-strong-password'

/** A new account, without a password where that is null; answers the password to show once, or null when the caller chose it. */
export async function insertLocalUser(
  tx: Db,
  user: { id: string; email: string; name: string; password?: string | null | undefined },
): Promise<string | null> {
  if (typeof user.password === 'string') requireStrongPassword(user.password, user.email)
  const password = user.password === undefined ? randomPassword() : user.password
  const passwordHash = password === null ? null : await hashPassword(password)
  await tx.user.create({ data: { id: user.id, email: user.email, name: user.name, passwordHash } })
  return user.password === undefined ? password : null
}
