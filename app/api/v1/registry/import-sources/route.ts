import { addImportSource } from '@/lib/registry/use-cases/add-import-source'
import { listImportSources } from '@/lib/registry/use-cases/list-import-sources'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(listImportSources)
export const POST = defineRoute(addImportSource, { status: 201 })
