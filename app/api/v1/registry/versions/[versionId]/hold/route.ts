import { placeHold } from '@/lib/registry/use-cases/place-hold'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(placeHold, { status: 201 })
