import { createEnvironment } from '@/lib/identity/use-cases/create-environment'
import { listEnvironments } from '@/lib/identity/use-cases/list-environments'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(listEnvironments)
export const POST = defineRoute(createEnvironment, { status: 201 })
