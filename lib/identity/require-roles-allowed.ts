import { AppError } from '@/lib/kernel/app-error'
import type { Db } from '@/lib/server/database'
import { decideRoles } from './domain/decide-roles'
import type { Role } from './domain/permissions'
import { activePeople } from './reads'

interface RolesChange {
  actorId: string | null
  targetId: string
  before: readonly Role[]
  after: readonly Role[]
}

/** Throws with the rule that forbids these roles. Call it under `lockMembers`. */
export async function requireRolesAllowed(tx: Db, workspaceId: string, change: RolesChange): Promise<void> {
  const others = (await activePeople(tx, workspaceId)).filter((person) => person.userId !== change.targetId)
  const decision = decideRoles({
    ...change,
    activePeople: others.length + (change.after.length > 0 ? 1 : 0),
    otherSecurityAdmins: others.filter((person) => person.roles.includes('security-admin')).length,
  })
  if (!decision.ok)
    throw new AppError(decision.reason === 'self-grant' ? 'forbidden' : 'refused', {
      message: decision.message,
      details: { reason: decision.reason },
    })
}
