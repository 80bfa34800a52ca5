import type { Principal } from '@/lib/identity/domain/principal'

const ID = '01900000-0000-7000-8000-00000000beef'

/** A data scientist of a workspace, signed in. */
export function benchPerson(workspaceId: string): Principal {
  const grants = [{ workspaceId, roles: ['data-scientist'] as const }]
  return { kind: 'user', id: ID, name: 'Bench', email: 'b@example.test', sessionId: ID, method: 'password', grants }
}
