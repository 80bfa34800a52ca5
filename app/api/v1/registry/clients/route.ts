import { listClients } from '@/lib/registry/use-cases/list-clients'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(listClients)
