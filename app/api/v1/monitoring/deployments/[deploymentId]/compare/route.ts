import { compareVariants } from '@/lib/monitoring/use-cases/compare-variants'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(compareVariants)
