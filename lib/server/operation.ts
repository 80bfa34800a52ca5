import type { z } from 'zod'
import type { AuditType } from '@/lib/audit/domain/catalogue'
import type { Permission } from '@/lib/identity/domain/permissions'
import type { Principal } from '@/lib/identity/domain/principal'
import type { Clock } from '@/lib/kernel/clock'
import type { Db } from './database'
import type { JobQueue } from './jobs'
import type { Log } from './log'

/** A permission of the one table; or open to everybody; or open to whoever is signed in, for what is their own. Each with its reason. */
export type Access = Permission | { public: string } | { signedIn: string }

export function isPublic(access: Access): boolean {
  return typeof access !== 'string' && 'public' in access
}

export interface WorkspaceRef {
  id: string
  slug: string
}

export interface AuditRecord {
  /** What the event is about: kind is the singular noun in kebab case (model, version, deployment, rollout ...). */
  resources: readonly { kind: string; id: string }[]
  reason?: string | null
  before?: unknown
  after?: unknown
  data?: Record<string, unknown>
  environmentId?: string | null
  /** Only for commands of the installation (sign-in, workspace creation) that concern one workspace. */
  workspaceId?: string
  /** Only for sign-in: who the caller turned out to be. */
  principal?: Principal
}

/** Where a request came from; null inside the process (jobs, CLI). */
export interface ClientFacts {
  address: string
  userAgent: string | null
  /** A known client program, such as `mlflow-python-client/3.6.0`: every event that it causes names it. */
  program?: string | null
}

export interface CommandContext {
  principal: Principal
  workspace: WorkspaceRef
  tx: Db
  clock: Clock
  requestId: string
  client: ClientFacts | null
  audit: { record(type: AuditType, record: AuditRecord): Promise<string> }
  jobs: JobQueue
  log: Log
  /** Wakes long polls and live screens after commit (NOTIFY is transactional in PostgreSQL). */
  notify(channel: 'slipway_agent' | 'slipway_live', payload: string): Promise<void>
}

export interface QueryContext {
  principal: Principal
  workspace: WorkspaceRef
  db: Db
  clock: Clock
  requestId: string
  log: Log
}

/**
 * One mutation. Every field is required; leaving one out does not compile.
 * `audit`: the event types that it may record; at least one of them must be recorded before commit, unless it returns `unchanged(...)`.
 */
export interface CommandDefinition<I extends z.ZodType, O extends z.ZodType> {
  name: string
  permission: Access
  input: I
  output: O
  audit: readonly [AuditType, ...AuditType[]]
  run(ctx: CommandContext, input: z.output<I>): Promise<z.input<O> | Unchanged<z.input<O>>>
}

export interface QueryDefinition<I extends z.ZodType, O extends z.ZodType> {
  name: string
  permission: Access
  input: I
  output: O
  run(ctx: QueryContext, input: z.output<I>): Promise<z.input<O>>
}

export type Command<I extends z.ZodType, O extends z.ZodType> = CommandDefinition<I, O> & { kind: 'command' }
export type Query<I extends z.ZodType, O extends z.ZodType> = QueryDefinition<I, O> & { kind: 'query' }

// biome-ignore lint/suspicious/noExplicitAny: the registry of operations is heterogeneous by nature
export type AnyOperation = Command<any, any> | Query<any, any>

export function defineCommand<I extends z.ZodType, O extends z.ZodType>(
  definition: CommandDefinition<I, O>,
): Command<I, O> {
  return { ...definition, kind: 'command' }
}

export function defineQuery<I extends z.ZodType, O extends z.ZodType>(definition: QueryDefinition<I, O>): Query<I, O> {
  return { ...definition, kind: 'query' }
}

const UNCHANGED = Symbol('unchanged')

export interface Unchanged<T> {
  [UNCHANGED]: true
  value: T
}

/** A command's answer when it found nothing to change (a retry, an equal value): no audit event is demanded. */
export function unchanged<T>(value: T): Unchanged<T> {
  return { [UNCHANGED]: true, value }
}

export function isUnchanged<T>(answer: T | Unchanged<T>): answer is Unchanged<T> {
  return typeof answer === 'object' && answer !== null && UNCHANGED in answer
}
