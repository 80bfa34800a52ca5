import { listAliasMoves } from '@/lib/registry/use-cases/list-alias-moves'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(listAliasMoves)
