import { archiveVersion } from '@/lib/registry/use-cases/archive-version'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(archiveVersion)
