import { reportReplay } from '@/lib/monitoring/use-cases/report-replay'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(reportReplay)
