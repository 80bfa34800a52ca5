export const ROLES = [
  'viewer',
  'data-scientist',
  'reviewer',
  'approver',
  'operator',
  'auditor',
  'security-admin',
  'platform-admin',
] as const
export type Role = (typeof ROLES)[number]

export function isRole(value: string): value is Role {
  return (ROLES as readonly string[]).includes(value)
}

const LETTER: Record<string, Role> = {
  V: 'viewer',
  D: 'data-scientist',
  R: 'reviewer',
  A: 'approver',
  O: 'operator',
  U: 'auditor',
  S: 'security-admin',
  P: 'platform-admin',
}

/** The one permission table: who may do what. Letters: V viewer, D data scientist, R reviewer, A approver, O operator, U auditor, S security admin, P platform admin; '' = tokens, agents and jobs only. */
const TABLE = {
  'identity:read-members': 'VDRAOUSP',
  'identity:manage-members': 'S',
  'identity:grant-roles': 'S',
  'identity:manage-own-tokens': 'DRAO',
  'identity:manage-tokens': 'S',
  'identity:manage-service-accounts': 'SP',
  'identity:revoke-sessions': 'S',
  'identity:configure-sso': 'S',
  'identity:manage-environments': 'P',
  'identity:review-access': 'SU',
  'identity:create-workspace': 'P',
  'identity:use-own-account': 'VDRAOUSP',
  'audit:read': 'US',
  'audit:read-history': 'VDRAOUSP',
  'audit:export': 'U',
  'registry:read': 'VDRAOU',
  'registry:write': 'D',
  'registry:move-alias': 'DO',
  'registry:archive': 'DO',
  'registry:download': 'DROU',
  'registry:validate': 'R',
  'registry:hold': 'RO',
  'registry:administer': 'P',
  'registry:settle': '',
  'agents:read': 'VDRAOUP',
  'agents:enroll': 'PO',
  'agents:revoke': 'PO',
  'agents:manage-targets': 'P',
  'agents:unlock': 'P',
  'agents:operate': '',
  'approvals:read': 'VDRAOU',
  'approvals:request': 'DO',
  'approvals:vote': 'RA',
  'approvals:execute': 'O',
  'approvals:administer': 'S',
  'approvals:expire': '',
  'monitoring:read': 'VDRAOU',
  'monitoring:configure': 'DO',
  'monitoring:acknowledge': 'DO',
  'monitoring:read-payload': 'DR',
  'monitoring:export': 'DU',
  'monitoring:ingest-predictions': '',
  'monitoring:ingest-labels': '',
  'experiments:read': 'VDRAOU',
  'experiments:configure': 'D',
  'experiments:start': 'D',
  'experiments:stop': 'DO',
  'rollouts:read': 'VDRAOU',
  'rollouts:configure': 'DO',
  'rollouts:request': 'DO',
  'rollouts:advance': 'O',
  'rollouts:pause': 'O',
  'rollouts:abort': 'O',
  'rollouts:roll-back': 'O',
  'rollouts:kill': 'O',
  'rollouts:evaluate': '',
} as const satisfies Record<string, string>

export type Permission = keyof typeof TABLE

export const PERMISSIONS = Object.keys(TABLE) as Permission[]

export function isPermission(value: string): value is Permission {
  return value in TABLE
}

/** Which roles hold a permission. */
export function rolesWith(permission: Permission): Role[] {
  return [...TABLE[permission]].map((letter) => LETTER[letter]).filter((role) => role !== undefined)
}

/** Every permission that the given roles hold together. */
export function permissionsOf(roles: readonly Role[]): Set<Permission> {
  return new Set(PERMISSIONS.filter((permission) => rolesWith(permission).some((role) => roles.includes(role))))
}

/** Never in a token's scope: a vote, a right or an account is a person's act. */
export function isTokenScope(permission: Permission): boolean {
  return (
    permission !== 'approvals:vote' && !(permission.startsWith('identity:') && permission !== 'identity:read-members')
  )
}
