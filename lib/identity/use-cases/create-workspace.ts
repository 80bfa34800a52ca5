import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import { newId } from '@/lib/kernel/new-id'
import { type CommandContext, defineCommand } from '@/lib/server/operation'
import { createWorkspaceInput, createWorkspaceOutput, type EnvironmentView } from '../contract'
import { isTokenScope, PERMISSIONS, type Permission, permissionsOf, ROLES } from '../domain/permissions'
import { personIdOf } from '../domain/principal'
import { issueToken } from '../issue-token'
import { insertLocalUser } from '../local-user'
import { findLocalUser } from '../reads'
import { insertEnvironment } from '../store'

type Owner = NonNullable<z.output<typeof createWorkspaceInput>['owner']>

const INGEST: readonly Permission[] = ['monitoring:ingest-predictions', 'monitoring:ingest-labels']

/** The first person holds every role (solo mode), and gets a token with everything a token may hold. */
async function addOwner(ctx: CommandContext, workspaceId: string, owner: Owner) {
  const existing = await findLocalUser(ctx.tx, owner.email)
  // A token made here acts as its owner, so nobody names another person's account.
  if (existing && ctx.principal.kind !== 'job' && personIdOf(ctx.principal) !== existing.id)
    throw new AppError('refused', {
      message: 'This address belongs to another account. Name yourself, or a new person.',
    })
  const userId = existing?.id ?? newId()
  const password = existing ? null : await insertLocalUser(ctx.tx, { id: userId, ...owner })
  const resources = [{ kind: 'user', id: userId }]
  if (!existing)
    await ctx.audit.record('identity.user-created', { workspaceId, resources, after: { name: owner.name } })
  await ctx.tx.member.create({ data: { workspaceId, userId, roles: [...ROLES] } })
  await ctx.audit.record('identity.member-added', { workspaceId, resources, after: { roles: ROLES } })
  const held = permissionsOf(ROLES)
  const scopes = PERMISSIONS.filter((scope) => isTokenScope(scope) && (held.has(scope) || INGEST.includes(scope)))
  const { token } = await issueToken(ctx, {
    kind: 'pat',
    name: 'First token',
    scopes,
    deploymentIds: [],
    expiresInDays: 90,
    owner: { id: userId, roles: ROLES },
    workspaceId,
  })
  return { userId, email: owner.email, password, token }
}

async function addEnvironments(ctx: CommandContext, workspaceId: string, productionPolicy: EnvironmentView['policy']) {
  const drafts = [
    { name: 'production', kind: 'production' as const, policy: productionPolicy, position: 0 },
    { name: 'staging', kind: 'staging' as const, policy: 'solo' as const, position: 1 },
  ]
  const environments: EnvironmentView[] = []
  for (const draft of drafts) {
    const id = await insertEnvironment(ctx.tx, { workspaceId, ...draft })
    await ctx.audit.record('identity.environment-created', {
      workspaceId,
      environmentId: id,
      resources: [{ kind: 'environment', id }],
      after: draft,
    })
    environments.push({ id, ...draft })
  }
  return environments
}

/** A workspace with its two environments and, where named, its first person. */
export const createWorkspace = defineCommand({
  name: 'identity.create-workspace',
  permission: 'identity:create-workspace',
  input: createWorkspaceInput,
  output: createWorkspaceOutput,
  audit: [
    'identity.workspace-created',
    'identity.environment-created',
    'identity.user-created',
    'identity.member-added',
    'identity.token-created',
  ],
  async run(ctx, { slug, name, kind, productionPolicy, owner }) {
    const taken = await ctx.tx.workspace.findUnique({ where: { slug }, select: { id: true } })
    if (taken) throw new AppError('conflict', { message: `A workspace ${slug} exists already. Choose another slug.` })
    const id = newId()
    await ctx.tx.workspace.create({ data: { id, slug, name, kind } })
    await ctx.audit.record('identity.workspace-created', {
      workspaceId: id,
      resources: [{ kind: 'workspace', id }],
      after: { slug, name, kind },
    })
    const environments = await addEnvironments(ctx, id, productionPolicy)
    return { id, slug, environments, owner: owner ? await addOwner(ctx, id, owner) : null }
  },
})
