'use client'
import { type Permission, rolesWith } from '@/lib/identity/domain/permissions'
import { useAccess } from './use-me'

export interface Can {
  allowed: boolean
  /** Why not and who can; null when allowed. The server decides in any case. */
  refusal: string | null
}

/** "operator or platform admin": who to ask. */
export function whoCan(permission: Permission): string {
  const roles = rolesWith(permission).map((role) => role.replaceAll('-', ' '))
  if (roles.length === 0) return 'machines only'
  return roles.length === 1 ? `${roles[0]}` : `${roles.slice(0, -1).join(', ')} or ${roles.at(-1)}`
}

export function useCan(permission: Permission): Can {
  const access = useAccess()
  if (access === null) return { allowed: false, refusal: 'Your permissions are being read.' }
  if (access.permissions.includes(permission)) return { allowed: true, refusal: null }
  return { allowed: false, refusal: `Needs the permission ${permission}. Ask someone who is ${whoCan(permission)}.` }
}
