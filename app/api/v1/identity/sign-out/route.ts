import { emptySchema } from '@/lib/identity/contract'
import { signOut } from '@/lib/identity/use-cases/sign-out'
import { defineRoute } from '@/lib/server/route'
import { sessionCookie } from '@/lib/server/session-cookie'

export const POST = defineRoute(signOut, {
  answer: { schema: emptySchema, build: () => ({ body: {}, headers: { 'set-cookie': sessionCookie('', 0) } }) },
})
