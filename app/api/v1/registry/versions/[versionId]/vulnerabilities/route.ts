import { getVulnerabilities } from '@/lib/registry/use-cases/get-vulnerabilities'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(getVulnerabilities)
