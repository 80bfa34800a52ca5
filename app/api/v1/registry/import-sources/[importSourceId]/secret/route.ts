import { replaceImportSecret } from '@/lib/registry/use-cases/replace-import-secret'
import { defineRoute } from '@/lib/server/route'

export const PUT = defineRoute(replaceImportSecret)
