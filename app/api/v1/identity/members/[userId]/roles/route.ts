import { changeRoles } from '@/lib/identity/use-cases/change-roles'
import { defineRoute } from '@/lib/server/route'

export const PUT = defineRoute(changeRoles)
