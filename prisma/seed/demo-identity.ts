import type { Role } from '@/lib/identity/domain/permissions'
import { isTokenScope, type Permission, permissionsOf } from '@/lib/identity/domain/permissions'
import type { Principal } from '@/lib/identity/domain/principal'
import { randomPassword } from '@/lib/identity/password'
import { addMember } from '@/lib/identity/use-cases/add-member'
import { createServiceToken } from '@/lib/identity/use-cases/create-service-token'
import { createToken } from '@/lib/identity/use-cases/create-token'
import { createWorkspace } from '@/lib/identity/use-cases/create-workspace'
import { resetPassword } from '@/lib/identity/use-cases/reset-password'
import { database } from '@/lib/server/database'
import { runCommand } from '@/lib/server/run-command'

export interface DemoPersona {
  role:
    | 'data-scientist'
    | 'operator'
    | 'second-operator'
    | 'release-engineer'
    | 'auditor'
    | 'platform-admin'
    | 'security-admin'
  name: string
  email: string
  /** null when the caller knows it from an earlier run. */
  password: string | null
  userId: string
}

export interface DemoIdentity {
  workspace: { id: string; slug: string }
  environments: { production: string; staging: string }
  personas: DemoPersona[]
  /** Of the release engineer: everything that a pipeline does; null when known. */
  apiToken: string | null
  /** For ingest; owned by the platform admin; null when known. */
  serviceToken: string | null
}

const SLUG = 'demo'
/** Whoever keeps the pipelines: registers, asks for rollouts, moves and hauls back; decides nothing. */
const RELEASE: Role[] = ['data-scientist', 'operator']
const PEOPLE: readonly { role: DemoPersona['role']; name: string; roles: Role[] }[] = [
  { role: 'data-scientist', name: 'Dana Scholz', roles: ['data-scientist'] },
  { role: 'operator', name: 'Omar Okafor', roles: ['operator', 'approver'] },
  { role: 'second-operator', name: 'Oda Lindqvist', roles: ['operator', 'approver'] },
  { role: 'release-engineer', name: 'Rosa Marin', roles: RELEASE },
  { role: 'auditor', name: 'Aiko Tanaka', roles: ['auditor'] },
  { role: 'platform-admin', name: 'Pablo Ruiz', roles: ['platform-admin'] },
  { role: 'security-admin', name: 'Selma Aydin', roles: ['security-admin'] },
]

const SEED: Principal = {
  kind: 'job',
  id: 'seed.demo-identity',
  name: 'seed.demo-identity',
  permissions: ['identity:create-workspace', 'identity:manage-members'],
}

function emailOf(role: DemoPersona['role']): string {
  return `${role}@demo.slipway.test`
}

function personOf(persona: DemoPersona, workspaceId: string, roles: readonly Role[]): Principal {
  return {
    kind: 'user',
    id: persona.userId,
    name: persona.name,
    email: persona.email,
    sessionId: persona.userId,
    method: 'seed',
    grants: [{ workspaceId, roles }],
  }
}

async function demoWorkspace(): Promise<{ id: string; slug: string }> {
  const known = await database().workspace.findUnique({ where: { slug: SLUG }, select: { id: true, slug: true } })
  if (known) return known
  const input = { slug: SLUG, name: 'Demo', kind: 'demo', productionPolicy: 'four-eyes' }
  const { id, slug } = await runCommand(createWorkspace, { principal: SEED, workspace: null, input })
  return { id, slug }
}

async function demoPersona(
  workspace: string,
  person: (typeof PEOPLE)[number],
  isPasswordKnown: boolean,
): Promise<DemoPersona> {
  const { role, name, roles } = person
  const email = emailOf(role)
  const known = await database().user.findFirst({ where: { email, issuer: null }, select: { id: true } })
  if (known && isPasswordKnown) return { role, name, email, password: null, userId: known.id }
  if (known)
    return {
      role,
      name,
      email,
      ...(await runCommand(resetPassword, { principal: SEED, workspace, input: { userId: known.id } })),
    }
  const password = randomPassword()
  const { userId } = await runCommand(addMember, {
    principal: SEED,
    workspace,
    input: { email, name, roles, password },
  })
  return { role, name, email, password, userId }
}

async function demoTokens(workspace: { id: string; slug: string }, personas: DemoPersona[], areTokensKnown: boolean) {
  const rosa = personas.find((persona) => persona.role === 'release-engineer')
  const pablo = personas.find((persona) => persona.role === 'platform-admin')
  if (!rosa || !pablo || areTokensKnown) return { apiToken: null, serviceToken: null }
  const ingest: Permission[] = ['monitoring:ingest-predictions', 'monitoring:ingest-labels']
  const scopes = [...[...permissionsOf(RELEASE)].filter(isTokenScope), ...ingest]
  const personal = await runCommand(createToken, {
    principal: personOf(rosa, workspace.id, RELEASE),
    workspace: workspace.slug,
    input: { name: 'Release pipeline', scopes, expiresInDays: 90 },
  })
  const service = await runCommand(createServiceToken, {
    principal: personOf(pablo, workspace.id, ['platform-admin']),
    workspace: workspace.slug,
    input: { name: 'Demo traffic', scopes: ingest, expiresInDays: 90 },
  })
  return { apiToken: personal.token, serviceToken: service.token }
}

async function environmentId(workspaceId: string, name: string): Promise<string> {
  const row = await database().environment.findUnique({
    where: { workspaceId_name: { workspaceId, name } },
    select: { id: true },
  })
  if (!row) throw new Error(`The demo workspace has lost its environment ${name}.`)
  return row.id
}

/** What the caller kept (in a 0600 file) from an earlier run; whatever it does not know is made anew. */
export interface DemoKnown {
  passwordsOf: readonly string[]
  tokens: boolean
}

/** The demo workspace, its people and tokens. Repeatable: passwords and tokens that the caller knows stay as they are. */
export async function seedDemoIdentity(known: DemoKnown = { passwordsOf: [], tokens: false }): Promise<DemoIdentity> {
  const workspace = await demoWorkspace()
  const personas: DemoPersona[] = []
  for (const person of PEOPLE)
    personas.push(await demoPersona(workspace.slug, person, known.passwordsOf.includes(emailOf(person.role))))
  const environments = {
    production: await environmentId(workspace.id, 'production'),
    staging: await environmentId(workspace.id, 'staging'),
  }
  return { workspace, environments, personas, ...(await demoTokens(workspace, personas, known.tokens)) }
}
