import { buildReference } from '@/lib/monitoring/use-cases/build-reference'
import { listReferences } from '@/lib/monitoring/use-cases/list-references'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(listReferences)
export const POST = defineRoute(buildReference, { status: 201, bodyLimit: 4 * 1024 * 1024 })
