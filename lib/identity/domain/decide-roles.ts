import type { Role } from './permissions'
import { findToxicPair } from './toxic-roles'

export type RolesDecision =
  | { ok: true }
  | { ok: false; reason: 'self-grant' | 'toxic-combination' | 'last-security-admin'; message: string }

interface RolesFacts {
  actorId: string | null
  targetId: string
  before: readonly Role[]
  after: readonly Role[]
  /** Active people of the workspace after the change. */
  activePeople: number
  /** Other active people who hold security-admin. */
  otherSecurityAdmins: number
}

/**
 * Whether roles may be set so. Solo mode: while a workspace has exactly one active person, that person may hold everything, and
 * may give up roles at any time; from the second person on nobody changes own roles.
 */
export function decideRoles(facts: RolesFacts): RolesDecision {
  const isSolo = facts.activePeople <= 1
  const added = facts.after.filter((role) => !facts.before.includes(role))
  if (facts.actorId === facts.targetId && added.length > 0 && !isSolo)
    return {
      ok: false,
      reason: 'self-grant',
      message: 'Nobody grants roles to themselves. Ask another security admin.',
    }
  const pair = isSolo ? null : findToxicPair(facts.after)
  if (pair)
    return {
      ok: false,
      reason: 'toxic-combination',
      message: `One person must not be both ${pair[0]} and ${pair[1]}. Give one of the roles to somebody else.`,
    }
  const losesSecurity = facts.before.includes('security-admin') && !facts.after.includes('security-admin')
  if (losesSecurity && facts.otherSecurityAdmins === 0)
    return {
      ok: false,
      reason: 'last-security-admin',
      message: 'This is the last security admin. Make somebody else security admin first.',
    }
  return { ok: true }
}
