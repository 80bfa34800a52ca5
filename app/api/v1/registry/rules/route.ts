import { changeRules } from '@/lib/registry/use-cases/change-rules'
import { getRules } from '@/lib/registry/use-cases/get-rules'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(getRules)
export const PUT = defineRoute(changeRules)
