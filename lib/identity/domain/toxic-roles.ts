import type { Role } from './permissions'

/** Pairs that no one person may hold: who grants rights or runs the platform must not also decide on changes. */
const PAIRS: readonly (readonly [Role, Role])[] = [
  ['security-admin', 'approver'],
  ['security-admin', 'reviewer'],
  ['security-admin', 'platform-admin'],
  ['platform-admin', 'approver'],
  ['platform-admin', 'reviewer'],
  ['auditor', 'data-scientist'],
  ['auditor', 'reviewer'],
  ['auditor', 'approver'],
  ['auditor', 'operator'],
  ['auditor', 'security-admin'],
  ['auditor', 'platform-admin'],
]

/** The first forbidden pair among these roles, or null. */
export function findToxicPair(roles: readonly Role[]): readonly [Role, Role] | null {
  return PAIRS.find(([a, b]) => roles.includes(a) && roles.includes(b)) ?? null
}
