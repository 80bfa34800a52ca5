import { attachSignature } from '@/lib/registry/use-cases/attach-signature'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(attachSignature, { status: 201, bodyLimit: 262_144 })
