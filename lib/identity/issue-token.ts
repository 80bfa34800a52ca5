import { AppError } from '@/lib/kernel/app-error'
import { newId } from '@/lib/kernel/new-id'
import { mintToken } from '@/lib/kernel/token-format'
import type { CommandContext } from '@/lib/server/operation'
import { tokenHash } from '@/lib/server/token-hash'
import type { Permission, Role } from './domain/permissions'
import { scopesProblem } from './domain/scopes-problem'

interface TokenRequest {
  kind: 'pat' | 'svc'
  name: string
  scopes: readonly Permission[]
  deploymentIds: readonly string[]
  expiresInDays: number
  owner: { id: string; roles: readonly Role[] }
  workspaceId: string
}

const DAY_MS = 86_400_000

/** Creates a token inside the caller's transaction and answers its text, which exists nowhere afterwards. */
export async function issueToken(
  ctx: CommandContext,
  request: TokenRequest,
): Promise<{ id: string; token: string; expiresAt: string }> {
  const problem = scopesProblem(request.scopes, request.owner.roles)
  if (problem !== null) throw new AppError('refused', { message: problem, details: { reason: 'scope-not-held' } })
  const { workspaceId } = request
  const known = await ctx.tx.deployment.count({ where: { workspaceId, id: { in: [...request.deploymentIds] } } })
  if (known !== new Set(request.deploymentIds).size)
    throw new AppError('not_found', { message: 'No such deployment in this workspace.' })
  const id = newId()
  const minted = mintToken(request.kind)
  const expiresAt = new Date(ctx.clock.now().getTime() + request.expiresInDays * DAY_MS)
  const scopes = [...new Set(request.scopes)].sort()
  await ctx.tx.apiToken.create({
    data: {
      id,
      workspaceId,
      publicId: minted.publicId,
      kind: request.kind,
      name: request.name,
      ownerId: request.owner.id,
      hash: tokenHash(minted.secret),
      scopes,
      deploymentIds: [...request.deploymentIds],
      expiresAt,
    },
  })
  await ctx.audit.record('identity.token-created', {
    workspaceId,
    resources: [
      { kind: 'token', id },
      { kind: 'user', id: request.owner.id },
    ],
    after: {
      kind: request.kind,
      name: request.name,
      scopes,
      deploymentIds: request.deploymentIds,
      expiresAt: expiresAt.toISOString(),
    },
  })
  return { id, token: minted.text, expiresAt: expiresAt.toISOString() }
}
