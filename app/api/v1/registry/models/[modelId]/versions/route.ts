import { createVersion } from '@/lib/registry/use-cases/create-version'
import { listVersions } from '@/lib/registry/use-cases/list-versions'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(listVersions)
export const POST = defineRoute(createVersion, { status: 201, bodyLimit: 262_144 })
