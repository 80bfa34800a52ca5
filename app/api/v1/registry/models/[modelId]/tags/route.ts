import { setModelTag } from '@/lib/registry/use-cases/set-model-tag'
import { defineRoute } from '@/lib/server/route'

export const PUT = defineRoute(setModelTag, { bodyLimit: 262_144 })
