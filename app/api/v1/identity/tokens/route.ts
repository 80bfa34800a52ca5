import { createToken } from '@/lib/identity/use-cases/create-token'
import { listTokens } from '@/lib/identity/use-cases/list-tokens'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(listTokens)
export const POST = defineRoute(createToken, { status: 201 })
