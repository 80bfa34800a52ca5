import { skipVersionNumbers } from '@/lib/registry/use-cases/skip-version-numbers'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(skipVersionNumbers)
