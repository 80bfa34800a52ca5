import { listSigners } from '@/lib/registry/use-cases/list-signers'
import { trustSigner } from '@/lib/registry/use-cases/trust-signer'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(listSigners)
export const POST = defineRoute(trustSigner, { status: 201 })
