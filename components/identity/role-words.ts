import type { Role } from '@/lib/identity/domain/permissions'

export function roleWord(role: Role): string {
  return role.replaceAll('-', ' ')
}

export function roleWords(roles: readonly Role[]): string {
  return roles.map(roleWord).join(', ')
}

/** What a role comes for, in a line. */
export const ROLE_PURPOSE: Record<Role, string> = {
  viewer: 'reads models, deployments and monitoring',
  'data-scientist': 'registers versions, deploys, asks for promotion',
  reviewer: 'judges model changes and votes',
  approver: 'votes on changes to production',
  operator: 'promotes, pauses and rolls back, enrols agents',
  auditor: 'reads everything, exports, changes nothing',
  'security-admin': 'manages people, roles and tokens',
  'platform-admin': 'manages environments and agents',
}
