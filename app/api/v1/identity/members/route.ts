import { addMember } from '@/lib/identity/use-cases/add-member'
import { listMembers } from '@/lib/identity/use-cases/list-members'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(listMembers)
export const POST = defineRoute(addMember, { status: 201 })
