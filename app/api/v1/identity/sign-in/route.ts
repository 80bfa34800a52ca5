import { signInAnswer } from '@/lib/identity/sign-in-answer'
import { signIn } from '@/lib/identity/use-cases/sign-in'
import { defineRoute } from '@/lib/server/route'

export const POST = defineRoute(signIn, { answer: signInAnswer })
