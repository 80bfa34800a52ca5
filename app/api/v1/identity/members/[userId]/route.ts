import { removeMember } from '@/lib/identity/use-cases/remove-member'
import { defineRoute } from '@/lib/server/route'

export const DELETE = defineRoute(removeMember)
