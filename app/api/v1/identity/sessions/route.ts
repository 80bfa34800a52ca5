import { listSessions } from '@/lib/identity/use-cases/list-sessions'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(listSessions)
