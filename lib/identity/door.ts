import { AppError, notFound } from '@/lib/kernel/app-error'
import type { Db } from '@/lib/server/database'
import { type Permission, rolesWith } from './domain/permissions'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** A workspace keeps its id and its slug for ever, and each request asks for them; what is not there is asked for again. */
const knownWorkspaces = new Map<string, { id: string; slug: string; readAt: number }>()
const KNOWN_MS = 60_000
const MAX_KNOWN = 10_000

/** Workspace by id or slug; an unknown one is 404. */
export async function resolveWorkspace(db: Db, idOrSlug: string): Promise<{ id: string; slug: string }> {
  const known = knownWorkspaces.get(idOrSlug)
  if (known !== undefined && performance.now() - known.readAt < KNOWN_MS) return { id: known.id, slug: known.slug }
  const where = UUID.test(idOrSlug) ? { id: idOrSlug } : { slug: idOrSlug }
  const row = await db.workspace.findUnique({ where, select: { id: true, slug: true } })
  if (!row) throw notFound('workspace')
  if (knownWorkspaces.size >= MAX_KNOWN) knownWorkspaces.clear()
  knownWorkspaces.set(idOrSlug, { ...row, readAt: performance.now() })
  return row
}

export interface EnvironmentFacts {
  id: string
  name: string
  kind: string
  policy: string
}

/** Environment of this workspace, or 404. */
export async function getEnvironment(db: Db, workspaceId: string, id: string): Promise<EnvironmentFacts> {
  if (!UUID.test(id)) throw notFound('environment')
  const row = await db.environment.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: { id: true, name: true, kind: true, policy: true },
  })
  if (!row) throw notFound('environment')
  return row
}

/** Roles a person holds now in a workspace; empty when disabled or not a member. */
export async function rolesNow(db: Db, workspaceId: string, userId: string): Promise<string[]> {
  const member = await db.member.findUnique({ where: { workspaceId_userId: { workspaceId, userId } } })
  if (!member) return []
  const user = await db.user.findUnique({ where: { id: userId }, select: { disabledAt: true } })
  if (!user) throw new AppError('not_found', { message: 'No such person.' })
  return user.disabledAt === null ? member.roles : []
}

/** The workspace's environments in their order. */
export async function listEnvironments(db: Db, workspaceId: string): Promise<EnvironmentFacts[]> {
  return db.environment.findMany({
    where: { workspaceId },
    select: { id: true, name: true, kind: true, policy: true },
    orderBy: [{ position: 'asc' }, { name: 'asc' }],
  })
}

/** Names of people by id; unknown ids are left out. */
export async function userNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const known = ids.filter((id) => UUID.test(id))
  const rows = await db.user.findMany({ where: { id: { in: known } }, select: { id: true, name: true } })
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** Active people of the workspace whose roles hold the permission now. */
export async function peopleWith(
  db: Db,
  workspaceId: string,
  permission: Permission,
): Promise<{ id: string; name: string }[]> {
  const members = await db.member.findMany({
    where: { workspaceId, roles: { hasSome: rolesWith(permission) } },
    select: { userId: true },
  })
  return db.user.findMany({
    where: { id: { in: members.map((member) => member.userId) }, disabledAt: null },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  })
}

/** What API tokens of a workspace are called, whose they are and until when they open anything. */
export async function tokenFacts(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, { name: string; ownerName: string; endsAt: Date }>> {
  const rows = await db.apiToken.findMany({
    where: { workspaceId, id: { in: [...ids] } },
    select: { id: true, name: true, ownerId: true, expiresAt: true, revokedAt: true },
  })
  const names = await userNames(
    db,
    rows.map((row) => row.ownerId),
  )
  return new Map(
    rows.map((row) => [
      row.id,
      { name: row.name, ownerName: names.get(row.ownerId) ?? '', endsAt: row.revokedAt ?? row.expiresAt },
    ]),
  )
}
