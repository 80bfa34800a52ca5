import { castVote } from '@/lib/approvals/use-cases/cast-vote'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(castVote)
