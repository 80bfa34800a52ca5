import { setTheme } from '@/lib/identity/use-cases/set-theme'
import { defineRoute } from '@/lib/server/route'

export const PUT = defineRoute(setTheme)
