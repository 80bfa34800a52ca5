import { listEvents } from '@/lib/audit/use-cases/list-events'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(listEvents)
