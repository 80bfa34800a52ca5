import type { Principal } from './domain/principal'

export async function getPrincipal(_request: Request): Promise<Principal> {
  return { kind: 'anonymous', id: 'anonymous', name: 'anonymous' }
}
