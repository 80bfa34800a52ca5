import { markVersionBad } from '@/lib/rollouts/use-cases/mark-version-bad'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(markVersionBad)
