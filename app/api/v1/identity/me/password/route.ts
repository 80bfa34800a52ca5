import { changePassword } from '@/lib/identity/use-cases/change-password'
import { defineRoute } from '@/lib/server/route'

export const PUT = defineRoute(changePassword)
