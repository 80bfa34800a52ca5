import { setLicence } from '@/lib/registry/use-cases/set-licence'
import { defineRoute } from '@/lib/server/route'

export const PUT = defineRoute(setLicence)
