import { type Permission, rolesWith } from '@/lib/identity/domain/permissions'

/** "operator or platform admin": who to ask. */
export function whoCan(permission: Permission): string {
  const roles = rolesWith(permission).map((role) => role.replaceAll('-', ' '))
  if (roles.length === 0) return 'machines only'
  return roles.length === 1 ? `${roles[0]}` : `${roles.slice(0, -1).join(', ')} or ${roles.at(-1)}`
}
