import type { Permission, Role } from './permissions'

/** A role set in one workspace. */
export interface Grant {
  workspaceId: string
  roles: readonly Role[]
}

/** Who acts. Agents and jobs exist only behind agent signatures or inside the process. */
export type Principal =
  | {
      kind: 'user'
      id: string
      name: string
      email: string
      sessionId: string
      method: string
      grants: readonly Grant[]
    }
  | {
      kind: 'token'
      id: string
      name: string
      tokenKind: 'pat' | 'svc'
      owner: { id: string; name: string }
      workspaceId: string
      scopes: readonly Permission[]
      deploymentIds: readonly string[]
      ownerRoles: readonly Role[]
    }
  | { kind: 'agent'; id: string; name: string; workspaceId: string }
  | { kind: 'job'; id: string; name: string; permissions: readonly Permission[] }
  | { kind: 'anonymous'; id: 'anonymous'; name: string }

/** The person behind a principal, for separation of duties: a token's owner counts as the person. */
export function personIdOf(principal: Principal): string | null {
  if (principal.kind === 'user') return principal.id
  if (principal.kind === 'token') return principal.owner.id
  return null
}

/** The name of that person, for "created by"; of a principal without one, its own name. */
export function personNameOf(principal: Principal): string {
  return principal.kind === 'token' ? principal.owner.name : principal.name
}
