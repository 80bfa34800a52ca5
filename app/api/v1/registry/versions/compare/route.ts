import { compareVersions } from '@/lib/registry/use-cases/compare-versions'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(compareVersions)
