import { createModel } from '@/lib/registry/use-cases/create-model'
import { listModels } from '@/lib/registry/use-cases/list-models'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(listModels)
export const POST = defineRoute(createModel, { status: 201, bodyLimit: 262_144 })
