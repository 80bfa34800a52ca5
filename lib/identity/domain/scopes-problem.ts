import { isTokenScope, type Permission, permissionsOf, type Role, rolesWith } from './permissions'

/** Why a token may not be given these scopes, or null: never a person's act, and nothing beyond its owner's own rights. */
export function scopesProblem(scopes: readonly Permission[], ownerRoles: readonly Role[]): string | null {
  const personal = scopes.find((scope) => !isTokenScope(scope))
  if (personal) return `${personal} is never given to a token: it stays with a person.`
  const held = permissionsOf(ownerRoles)
  const machineOnly = (scope: Permission) => rolesWith(scope).length === 0 && scope.startsWith('monitoring:ingest-')
  const missing = scopes.find((scope) => !held.has(scope) && !machineOnly(scope))
  return missing ? `You do not hold ${missing} yourself, so your token cannot.` : null
}
