import { resetPassword } from '@/lib/identity/use-cases/reset-password'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(resetPassword)
