import { getProvenance } from '@/lib/registry/use-cases/get-provenance'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(getProvenance)
