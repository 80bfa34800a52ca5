import { createEnrollmentToken } from '@/lib/agents/use-cases/create-enrollment-token'
import { listEnrollmentTokens } from '@/lib/agents/use-cases/list-enrollment-tokens'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(listEnrollmentTokens)
export const POST = defineRoute(createEnrollmentToken, { status: 201 })
