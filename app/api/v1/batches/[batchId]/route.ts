import { getBatch } from '@/lib/monitoring/use-cases/get-batch'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(getBatch)
