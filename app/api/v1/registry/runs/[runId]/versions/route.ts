import { registerRun } from '@/lib/registry/tracking/use-cases/register-run'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(registerRun, { status: 201 })
