import { releaseVersion } from '@/lib/registry/use-cases/release-version'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(releaseVersion)
