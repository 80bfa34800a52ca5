import { removeVersionTag } from '@/lib/registry/use-cases/remove-version-tag'
import { defineRoute } from '@/lib/server/route'

export const DELETE = defineRoute(removeVersionTag)
