'use client'
import type { Permission } from '@/lib/identity/domain/permissions'
import { useAccess } from './use-me'
import { whoCan } from './who-can'

export interface Can {
  allowed: boolean
  /** Why not and who can; null when allowed. The server decides in any case. */
  refusal: string | null
}

export function useCan(permission: Permission): Can {
  const access = useAccess()
  if (access === null) return { allowed: false, refusal: 'Your permissions are being read.' }
  if (access.permissions.includes(permission)) return { allowed: true, refusal: null }
  return {
    allowed: false,
    refusal: `Needs the permission ${permission}. Ask someone with the role ${whoCan(permission)}.`,
  }
}
