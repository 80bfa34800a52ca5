import { restoreRun } from '@/lib/registry/tracking/use-cases/restore-run'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(restoreRun)
