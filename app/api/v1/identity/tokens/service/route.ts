import { createServiceToken } from '@/lib/identity/use-cases/create-service-token'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(createServiceToken, { status: 201 })
