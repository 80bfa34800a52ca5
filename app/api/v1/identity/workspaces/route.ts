import { createWorkspace } from '@/lib/identity/use-cases/create-workspace'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(createWorkspace, { status: 201 })
