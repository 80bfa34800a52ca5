import { configureReplay } from '@/lib/monitoring/use-cases/configure-replay'
import { getReplay } from '@/lib/monitoring/use-cases/get-replay'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(getReplay)
export const POST = defineRoute(configureReplay)
