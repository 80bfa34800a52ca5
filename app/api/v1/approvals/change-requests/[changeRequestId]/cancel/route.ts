import { cancelChangeRequest } from '@/lib/approvals/use-cases/cancel-change-request'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(cancelChangeRequest)
