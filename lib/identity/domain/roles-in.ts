import type { Role } from './permissions'
import type { Principal } from './principal'

/** Roles behind a principal in a workspace; a token shows its owner's. */
export function rolesIn(principal: Principal, workspaceId: string): readonly Role[] {
  if (principal.kind === 'user') return principal.grants.find((grant) => grant.workspaceId === workspaceId)?.roles ?? []
  return principal.kind === 'token' && principal.workspaceId === workspaceId ? principal.ownerRoles : []
}
