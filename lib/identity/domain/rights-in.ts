import { authorize } from './authorize'
import { PERMISSIONS, type Permission } from './permissions'
import type { Principal } from './principal'

/** Every permission that a principal holds in a workspace, by the one rule. */
export function rightsIn(principal: Principal, workspaceId: string): Permission[] {
  return PERMISSIONS.filter((permission) => authorize(principal, permission, workspaceId).allow)
}
