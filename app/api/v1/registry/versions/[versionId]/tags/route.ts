import { setVersionTag } from '@/lib/registry/use-cases/set-version-tag'
import { defineRoute } from '@/lib/server/route'

export const PUT = defineRoute(setVersionTag, { bodyLimit: 262_144 })
