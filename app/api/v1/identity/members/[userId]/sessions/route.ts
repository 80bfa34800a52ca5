import { revokeMemberSessions } from '@/lib/identity/use-cases/revoke-member-sessions'
import { defineRoute } from '@/lib/server/route'

export const DELETE = defineRoute(revokeMemberSessions)
