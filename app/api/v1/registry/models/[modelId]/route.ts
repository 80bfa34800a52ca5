import { changeModel } from '@/lib/registry/use-cases/change-model'
import { getModel } from '@/lib/registry/use-cases/get-model'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(getModel)
export const PATCH = defineRoute(changeModel, { bodyLimit: 262_144 })
