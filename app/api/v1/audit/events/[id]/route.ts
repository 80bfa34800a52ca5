import { getEvent } from '@/lib/audit/use-cases/get-event'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(getEvent)
