import { askForMove } from '@/app/api/ask-for-move'
import { getVersionByAlias } from '@/lib/registry/use-cases/get-version-by-alias'
import { moveAlias } from '@/lib/registry/use-cases/move-alias'
import { removeAlias } from '@/lib/registry/use-cases/remove-alias'
import { defineRoute } from '@/lib/server/route'

export const GET = defineRoute(getVersionByAlias)
export const PUT = defineRoute(moveAlias, { onError: askForMove })
export const DELETE = defineRoute(removeAlias, { onError: askForMove })
