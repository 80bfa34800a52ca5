import { AppError } from '@/lib/kernel/app-error'
import type { Principal } from './domain/principal'

/** What concerns an account itself is done by the person in a browser session, never by a token or a job. */
export function requirePerson(principal: Principal): Extract<Principal, { kind: 'user' }> {
  if (principal.kind === 'user') return principal
  throw new AppError('forbidden', { message: 'Only a signed-in person may do this, not a token.' })
}
