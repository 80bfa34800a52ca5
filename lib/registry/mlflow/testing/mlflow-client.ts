import { handleMlflow } from '@/app/api/mlflow-handler'
import type { Permission, Role } from '@/lib/identity/domain/permissions'
import { createToken } from '@/lib/identity/use-cases/create-token'
import { createWorkspace } from '@/lib/identity/use-cases/create-workspace'
import { runCommand } from '@/lib/server/run-command'

const SETUP = { kind: 'job' as const, id: 'test', name: 'test', permissions: ['identity:create-workspace' as const] }

/** A fresh workspace whose owner holds every role, and the owner's token with every scope. */
export async function mlflowWorkspace(slug: string, productionPolicy: 'solo' | 'four-eyes' = 'solo') {
  const owner = { email: `owner@${slug}.test`, name: 'Dana Scholz' }
  const input = { slug, name: slug, owner, productionPolicy }
  const made = await runCommand(createWorkspace, { principal: SETUP, workspace: null, input })
  if (!made.owner) throw new Error('no owner')
  return { workspaceId: made.id, ownerId: made.owner.userId, token: made.owner.token }
}

/** A token of the workspace's owner that may do less. */
export async function scopedToken(
  { workspaceId, ownerId }: { workspaceId: string; ownerId: string },
  scopes: readonly Permission[],
  roles: readonly Role[] = ['data-scientist', 'operator'],
): Promise<string> {
  const grants = [{ workspaceId, roles }]
  const names = { id: ownerId, name: 'Dana Scholz', email: 'dana@example.test', sessionId: ownerId, method: 'test' }
  const principal = { kind: 'user' as const, ...names, grants }
  const input = { name: scopes.join(' '), scopes: [...scopes] }
  return (await runCommand(createToken, { principal, workspace: workspaceId, input })).token
}

export interface WireAnswer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely
  body: any
  headers: Headers
}

type Sent = Record<string, unknown>

function queryOf(fields: Sent): string {
  const pairs = Object.entries(fields).flatMap(([key, value]) =>
    (Array.isArray(value) ? value : [value]).map((one): [string, string] => [key, String(one)]),
  )
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`
}

export interface ClientOptions {
  prefix?: string
  headers?: Record<string, string>
  handle?: (request: Request) => Promise<Response>
}

/** Calls the real handler as an MLflow client does: GET with a query, everything else with a JSON body. */
export function mlflowClient(token: string | null, options: ClientOptions = {}) {
  const { prefix = '/api/2.0/mlflow', handle = handleMlflow } = options
  return async (
    method: string,
    path: string,
    fields: Sent = {},
    extra: Record<string, string> = {},
  ): Promise<WireAnswer> => {
    const headers = new Headers({
      host: 'localhost:3000',
      'user-agent': 'mlflow-python-client/3.6.0',
      ...options.headers,
      ...extra,
    })
    if (token !== null && !headers.has('authorization')) headers.set('authorization', `Bearer ${token}`)
    const isRead = method === 'GET'
    if (!isRead) headers.set('content-type', 'application/json')
    const url = `http://localhost:3000${prefix}/${path}${isRead ? queryOf(fields) : ''}`
    const response = await handle(
      new Request(url, { method, headers, ...(isRead ? {} : { body: JSON.stringify(fields) }) }),
    )
    const text = await response.text()
    return { status: response.status, body: text === '' ? null : JSON.parse(text), headers: response.headers }
  }
}
