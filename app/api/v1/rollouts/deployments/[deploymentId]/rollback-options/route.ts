import { listRollbackOptions } from '@/lib/rollouts/use-cases/list-rollback-options'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(listRollbackOptions)
