import type { Principal } from '@/lib/identity/domain/principal'
import { AppError } from '@/lib/kernel/app-error'

/** Quarantine is a judgement: tokens, agents and jobs make none. */
export function requirePersonHere(principal: Principal): void {
  if (principal.kind === 'user') return
  throw new AppError('forbidden', {
    message: 'Only a person who is signed in decides on quarantine; tokens never do.',
    details: { reason: 'not_a_person' },
  })
}
