import { type Permission, permissionsOf, type Role, rolesWith } from './permissions'
import type { Principal } from './principal'

export type Decision = { allow: true; because: string } | { allow: false; visible: boolean; because: string }

const AGENT_PERMISSIONS: readonly Permission[] = [
  'agents:operate',
  'monitoring:ingest-predictions',
  'registry:download',
]
/** Machine rights that a token may be given although no role holds them. */
const INGEST_PERMISSIONS: readonly Permission[] = ['monitoring:ingest-predictions', 'monitoring:ingest-labels']

function roleList(permission: Permission): string {
  const roles = rolesWith(permission)
  return roles.length === 0 ? 'machines only' : roles.join(', ')
}

function byRoles(roles: readonly Role[], permission: Permission): Decision {
  if (permissionsOf(roles).has(permission)) return { allow: true, because: `held through ${roles.join(', ')}` }
  return { allow: false, visible: true, because: `needs ${permission}; held by: ${roleList(permission)}` }
}

/**
 * Deny by default. `visible: false` means that the workspace itself must not be revealed (404 instead of 403).
 * Pure: everything it decides on is in its arguments.
 */
export function authorize(principal: Principal, permission: Permission, workspaceId: string): Decision {
  switch (principal.kind) {
    case 'user': {
      const grant = principal.grants.find((g) => g.workspaceId === workspaceId)
      if (!grant) return { allow: false, visible: false, because: 'not a member of this workspace' }
      return byRoles(grant.roles, permission)
    }
    case 'token': {
      if (principal.workspaceId !== workspaceId)
        return { allow: false, visible: false, because: 'token of another workspace' }
      if (!principal.scopes.includes(permission))
        return { allow: false, visible: true, because: `the token lacks the scope ${permission}` }
      if (INGEST_PERMISSIONS.includes(permission)) return { allow: true, because: 'ingest scope' }
      return byRoles(principal.ownerRoles, permission)
    }
    case 'agent':
      if (principal.workspaceId !== workspaceId)
        return { allow: false, visible: false, because: 'agent of another workspace' }
      return AGENT_PERMISSIONS.includes(permission)
        ? { allow: true, because: 'agent protocol' }
        : { allow: false, visible: true, because: 'agents may not do this' }
    case 'job':
      return principal.permissions.includes(permission)
        ? { allow: true, because: `job ${principal.name}` }
        : { allow: false, visible: true, because: `job ${principal.name} was not given ${permission}` }
    case 'anonymous':
      return { allow: false, visible: false, because: 'not signed in' }
  }
}
