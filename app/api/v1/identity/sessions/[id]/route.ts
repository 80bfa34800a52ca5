import { revokeSession } from '@/lib/identity/use-cases/revoke-session'
import { defineRoute } from '@/lib/server/route'

export const DELETE = defineRoute(revokeSession)
