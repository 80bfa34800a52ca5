import { changeEnvironment } from '@/lib/identity/use-cases/change-environment'
import { defineRoute } from '@/lib/server/route'

export const PATCH = defineRoute(changeEnvironment)
