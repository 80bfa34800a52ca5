import { removeSigner } from '@/lib/registry/use-cases/remove-signer'
import { defineRoute } from '@/lib/server/route'

export const DELETE = defineRoute(removeSigner)
