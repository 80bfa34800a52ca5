import { changeVersion } from '@/lib/registry/use-cases/change-version'
import { getVersion } from '@/lib/registry/use-cases/get-version'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(getVersion)
export const PATCH = defineRoute(changeVersion, { bodyLimit: 262_144 })
