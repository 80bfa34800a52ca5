import 'server-only'
import { cookies, headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { authorize } from '@/lib/identity/domain/authorize'
import { type Permission, type Role, rolesWith } from '@/lib/identity/domain/permissions'
import type { Principal } from '@/lib/identity/domain/principal'
import { rightsIn } from '@/lib/identity/domain/rights-in'
import { resolveWorkspace } from '@/lib/identity/door'
import { getPrincipal } from '@/lib/identity/get-principal'
import { AppError } from '@/lib/kernel/app-error'
import { database } from './database'
import type { WorkspaceRef } from './operation'
import { sessionCookieName } from './session-cookie'

type Person = Extract<Principal, { kind: 'user' }>

export interface Denied {
  permission: Permission
  /** Who could do it: the roles that hold the permission. */
  holders: Role[]
  because: string
}

export interface Gate {
  principal: Person
  workspace: WorkspaceRef
  can(permission: Permission): boolean
  permissions: readonly Permission[]
  /** Set when the person is a member without this permission: render the denied state and prefetch nothing. */
  denied: Denied | null
}

/** The signed-in person, or null. Only the session cookie counts on pages, never a token. */
export async function findPerson(): Promise<Person | null> {
  const value = (await cookies()).get(sessionCookieName())?.value
  if (value === undefined) return null
  const principal = await getPrincipal({ headers: new Headers({ cookie: `${sessionCookieName()}=${value}` }) })
  return principal.kind === 'user' ? principal : null
}

async function workspaceNamed(slug: string): Promise<WorkspaceRef | null> {
  try {
    return await resolveWorkspace(database(), slug)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}

/** The signed-in person, or a redirect to the sign-in page that leads back here. For pages outside any workspace. */
export async function gatePerson(): Promise<Person> {
  const person = await findPerson()
  if (person) return person
  const from = (await headers()).get('x-slipway-path')
  redirect(from === null ? '/sign-in' : `/sign-in?next=${encodeURIComponent(from)}`)
}

/**
 * First line of every page: who asks, and whether they may see it. Strangers go to sign-in; an unknown workspace and one that the
 * person does not belong to are the same 404. What a page shows is still read through the queries, which check again.
 */
export async function gate(permission: Permission, workspaceSlug: string): Promise<Gate> {
  const principal = await gatePerson()
  const workspace = await workspaceNamed(workspaceSlug)
  if (!workspace || !principal.grants.some((grant) => grant.workspaceId === workspace.id)) notFound()
  const permissions = rightsIn(principal, workspace.id)
  const decision = authorize(principal, permission, workspace.id)
  const denied = decision.allow ? null : { permission, holders: rolesWith(permission), because: decision.because }
  return { principal, workspace, permissions, can: (wanted) => permissions.includes(wanted), denied }
}
