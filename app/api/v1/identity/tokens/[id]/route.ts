import { revokeToken } from '@/lib/identity/use-cases/revoke-token'
import { defineRoute } from '@/lib/server/route'

export const DELETE = defineRoute(revokeToken)
