import { listChangeRequests } from '@/lib/approvals/use-cases/list-change-requests'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(listChangeRequests)
