import { quarantineVersion } from '@/lib/registry/use-cases/quarantine-version'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(quarantineVersion)
