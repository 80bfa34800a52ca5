import { AppError } from '@/lib/kernel/app-error'
import type { Answer } from '@/lib/server/route'
import { sessionCookie } from '@/lib/server/session-cookie'
import { signInResponse } from './contract'
import { SESSION_MAX_AGE_SEC } from './store'
import type { SignInOutput } from './use-cases/sign-in'

/** The session token goes into the cookie and nowhere else; refusals become 401 and 429 after they were recorded. */
export const signInAnswer: Answer<SignInOutput> = {
  schema: signInResponse,
  build(output) {
    if (output.outcome === 'refused')
      throw new AppError('unauthenticated', { message: 'E-mail or password is not right. Check both and try again.' })
    if (output.outcome === 'locked')
      throw new AppError('rate_limited', {
        message: `Too many failed attempts. Try again in ${output.retryAfterSec} s.`,
        details: { retryAfterSec: output.retryAfterSec },
      })
    return {
      body: { userId: output.userId },
      headers: { 'set-cookie': sessionCookie(output.token, SESSION_MAX_AGE_SEC) },
    }
  },
}
