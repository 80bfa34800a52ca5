import { type Permission, permissionsOf } from './permissions'
import type { Grant } from './principal'

const SHORT_SEC = 15 * 60
const LONG_SEC = 60 * 60

function isSensitive(permission: Permission): boolean {
  return permission === 'approvals:vote' || permission.endsWith(':administer')
}

/** A session of somebody who may vote or administer ends after 15 idle minutes, any other after 60. */
export function idleLimitSec(grants: readonly Grant[]): number {
  const isShort = grants.some((grant) => [...permissionsOf(grant.roles)].some(isSensitive))
  return isShort ? SHORT_SEC : LONG_SEC
}
