import { releaseHold } from '@/lib/registry/use-cases/release-hold'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(releaseHold)
