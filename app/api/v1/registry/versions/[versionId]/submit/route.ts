import { submitVersion } from '@/lib/registry/use-cases/submit-version'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(submitVersion, { status: 202 })
