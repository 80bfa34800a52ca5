import { getChangeRequest } from '@/lib/approvals/use-cases/get-change-request'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(getChangeRequest)
