import { getDependencies } from '@/lib/registry/use-cases/get-dependencies'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(getDependencies)
