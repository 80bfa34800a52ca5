import type { Role } from '@/lib/identity/domain/permissions'
import type { Principal } from '@/lib/identity/domain/principal'
import { newId } from '@/lib/kernel/new-id'

/** A signed-in person with the given roles, as the session reader would build one. */
export function person(
  workspaceId: string,
  name: string,
  roles: readonly Role[],
): Extract<Principal, { kind: 'user' }> {
  const id = newId()
  const email = `${name.toLowerCase()}@example.test`
  return { kind: 'user', id, name, email, sessionId: newId(), method: 'password', grants: [{ workspaceId, roles }] }
}
