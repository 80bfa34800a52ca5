import { historyOf } from '@/lib/audit/use-cases/history-of'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(historyOf)
