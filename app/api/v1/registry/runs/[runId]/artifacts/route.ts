import { listRunArtifacts } from '@/lib/registry/tracking/use-cases/list-run-artifacts'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(listRunArtifacts)
