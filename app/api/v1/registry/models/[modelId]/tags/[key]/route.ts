import { removeModelTag } from '@/lib/registry/use-cases/remove-model-tag'
import { defineRoute } from '@/lib/server/route'

export const DELETE = defineRoute(removeModelTag)
