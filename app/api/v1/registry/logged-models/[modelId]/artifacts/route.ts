import { listLoggedModelArtifacts } from '@/lib/registry/tracking/use-cases/list-logged-model-artifacts'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(listLoggedModelArtifacts)
