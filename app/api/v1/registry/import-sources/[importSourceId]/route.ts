import { removeImportSource } from '@/lib/registry/use-cases/remove-import-source'
import { defineRoute } from '@/lib/server/route'

export const DELETE = defineRoute(removeImportSource)
