import { getVersionByNumber } from '@/lib/registry/use-cases/get-version-by-number'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(getVersionByNumber)
