import { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { newId } from '@/lib/kernel/new-id'
import { sha256Hex } from '@/lib/kernel/sha256'
import { env } from '@/lib/server/env'
import { type CommandContext, defineCommand, unchanged } from '@/lib/server/operation'
import { signInInput } from '../contract'
import { ipPrefix } from '../domain/ip-prefix'
import { lockedUntilMs } from '../domain/lock-out'
import type { Principal } from '../domain/principal'
import { hashPassword, isPassword, needsRehash } from '../password'
import { failuresOf, findLocalUser, recentFailuresFrom, workspaceIdsOf } from '../reads'
import { insertSession, newSessionToken } from '../store'

const MAX_FAILURES_PER_NETWORK = 50
const MAX_FAILURE_EVENTS_PER_MINUTE = 20
const NETWORK_WINDOW_MIN = 15

const output = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('signed-in'), userId: z.uuid(), token: z.string() }),
  z.object({ outcome: z.literal('refused') }),
  z.object({ outcome: z.literal('locked'), retryAfterSec: z.int() }),
])
export type SignInOutput = z.output<typeof output>

/** Seconds to wait before this account may be tried again; also while another attempt on it is being checked. */
async function lockSec(ctx: CommandContext, account: string, userId: string | null, network: string): Promise<number> {
  const [row] = await ctx.tx.$queryRaw<
    { free: boolean }[]
  >`SELECT pg_try_advisory_xact_lock(hashtextextended(${`sign-in:${account}`}, 0)) AS free`
  if (!row?.free) return 1
  if (
    network !== 'direct' &&
    (await recentFailuresFrom(ctx.tx, network, NETWORK_WINDOW_MIN)) >= MAX_FAILURES_PER_NETWORK
  )
    return NETWORK_WINDOW_MIN * 60
  const { failuresMs, nowMs } = await failuresOf(ctx.tx, account, userId)
  return Math.max(0, Math.ceil((lockedUntilMs(failuresMs) - nowMs) / 1000))
}

async function recordFailure(ctx: CommandContext, userId: string | null): Promise<void> {
  const workspaces = userId === null ? [] : await workspaceIdsOf(ctx.tx, userId)
  const resources = userId === null ? [] : [{ kind: 'user', id: userId }]
  for (const workspaceId of workspaces) await ctx.audit.record('identity.sign-in-failed', { resources, workspaceId })
  if (workspaces.length === 0) await ctx.audit.record('identity.sign-in-failed', { resources })
}

async function open(ctx: CommandContext, user: { id: string; name: string; email: string }): Promise<SignInOutput> {
  const token = newSessionToken()
  // A session that the browser held before is replaced, never adopted.
  if (ctx.principal.kind === 'user') await ctx.tx.session.deleteMany({ where: { id: ctx.principal.sessionId } })
  const sessionId = await insertSession(ctx.tx, {
    token,
    userId: user.id,
    method: 'password',
    userAgent: ctx.client?.userAgent ?? null,
  })
  const principal: Principal = { kind: 'user', ...user, sessionId, method: 'password', grants: [] }
  const resources = [{ kind: 'user', id: user.id }]
  const workspaces = await workspaceIdsOf(ctx.tx, user.id)
  for (const workspaceId of workspaces)
    await ctx.audit.record('identity.signed-in', { principal, resources, workspaceId })
  if (workspaces.length === 0) await ctx.audit.record('identity.signed-in', { principal, resources })
  return { outcome: 'signed-in', userId: user.id, token }
}

/**
 * Signs in with a local account. A refusal is an answer, not an exception, because its failure row and event must be committed;
 * the route turns it into 401 or 429. Unknown, disabled and wrong look and last the same.
 */
export const signIn = defineCommand({
  name: 'identity.sign-in',
  permission: { public: 'signing in is how anybody gets rights' },
  input: signInInput,
  output,
  audit: ['identity.signed-in', 'identity.sign-in-failed'],
  async run(ctx, { email, password }) {
    if (env.SLIPWAY_LOCAL_ACCOUNTS === 'off')
      throw new AppError('refused', { message: 'Local accounts are turned off. Use single sign-on.' })
    const account = sha256Hex(`account:${email}`)
    const network = ipPrefix(ctx.client?.address ?? 'direct')
    const user = await findLocalUser(ctx.tx, email)
    const retryAfterSec = await lockSec(ctx, account, user?.id ?? null, network)
    if (retryAfterSec > 0) return unchanged<SignInOutput>({ outcome: 'locked', retryAfterSec })
    const storedHash = user && user.disabledAt === null ? user.passwordHash : null
    const matches = await isPassword(password, storedHash)
    if (!user || storedHash === null || !matches) {
      const isFlood = (await recentFailuresFrom(ctx.tx, network, 1)) >= MAX_FAILURE_EVENTS_PER_MINUTE
      await ctx.tx.signInFailure.create({ data: { id: newId(), account, ipPrefix: network } })
      const refused: SignInOutput = { outcome: 'refused' }
      if (isFlood) return unchanged(refused)
      await recordFailure(ctx, user?.id ?? null)
      return refused
    }
    if (needsRehash(storedHash))
      await ctx.tx.user.update({ where: { id: user.id }, data: { passwordHash: await hashPassword(password) } })
    return open(ctx, { id: user.id, name: user.name, email: user.email })
  },
})
