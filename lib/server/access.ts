import { authorize } from '@/lib/identity/domain/authorize'
import type { Principal } from '@/lib/identity/domain/principal'
import { AppError, notFound } from '@/lib/kernel/app-error'
import { type Access, isPublic } from './operation'

/** Throws 401, 404 (workspace must not be revealed) or 403; returns when the principal may go on. */
export function requireAccess(principal: Principal, access: Access, workspaceId: string): void {
  if (isPublic(access)) return
  if (principal.kind === 'anonymous')
    throw new AppError('unauthenticated', { message: 'Sign in or send an API token, then try again.' })
  if (typeof access !== 'string') return
  const decision = authorize(principal, access, workspaceId)
  if (decision.allow) return
  if (!decision.visible) throw notFound('workspace')
  throw new AppError('forbidden', {
    message: `You may not do this: ${decision.because}.`,
    details: { permission: access },
  })
}

/** For handlers that must answer 401 before they look at anything else; the right itself is asked by the command. */
export function requireSignedIn(principal: Principal): void {
  if (principal.kind === 'anonymous')
    throw new AppError('unauthenticated', { message: 'Sign in or send an API token, then try again.' })
}
