import { personIdOf } from '@/lib/identity/domain/principal'
import { AppError } from '@/lib/kernel/app-error'
import { newId } from '@/lib/kernel/new-id'
import { mintToken } from '@/lib/kernel/token-format'
import type { CommandContext } from '@/lib/server/operation'
import { tokenHash } from '@/lib/server/token-hash'

interface NewToken {
  agentName: string
  /** Set when an existing agent gets a new key. */
  agentId: string | null
  expiresInMinutes: number
}

export interface ShownToken {
  id: string
  agentName: string
  token: string
  expiresAt: string
}

/** Stores the hash only; the clear token is in the answer this once. */
export async function saveEnrollmentToken(ctx: CommandContext, input: NewToken): Promise<ShownToken> {
  const createdById = personIdOf(ctx.principal)
  if (createdById === null) throw new AppError('forbidden', { message: 'Only people may let an agent in.' })
  const token = mintToken('agt')
  const id = newId()
  const expiresAt = new Date(ctx.clock.now().getTime() + input.expiresInMinutes * 60_000)
  const { agentName, agentId } = input
  await ctx.tx.enrollmentToken.create({
    data: {
      id,
      workspaceId: ctx.workspace.id,
      publicId: token.publicId,
      hash: tokenHash(token.secret),
      agentName,
      agentId,
      createdById,
      expiresAt,
    },
  })
  await ctx.audit.record('agents.enrollment-token-created', {
    resources: [{ kind: 'enrollment-token', id }, ...(agentId === null ? [] : [{ kind: 'agent', id: agentId }])],
    after: { agentName, publicId: token.publicId, expiresAt: expiresAt.toISOString(), reEnroll: agentId !== null },
  })
  return { id, agentName, token: token.text, expiresAt: expiresAt.toISOString() }
}
