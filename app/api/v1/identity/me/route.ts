import { getMe } from '@/lib/identity/use-cases/get-me'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(getMe)
