import type { z } from 'zod'
import type { Db } from '@/lib/server/database'
import type { AnyOperation, Command, Query, WorkspaceRef } from '@/lib/server/operation'
import type { Invocation } from '@/lib/server/run-command'
import type { RequestFields } from './request-fields'
import type { StandingOf } from './version-standing'

export type MlflowMethod = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** What codecs may ask while they translate: names into ids before the operation, read models after it. */
export interface MlflowScope {
  db: Db
  workspace: WorkspaceRef
  /** Where screens of this workspace live, without a slash at the end. */
  baseUrl: string
  standingOf: StandingOf
}

/** One endpoint: which command or query answers it, and how the wire's words become its input and its output the wire's words. */
export interface MlflowRow {
  method: MlflowMethod
  /** Below `/api/<version>/mlflow`; `{name}` is a path parameter and arrives as a field. */
  path: string
  version: '2.0' | '3.0'
  operation: AnyOperation
  bodyLimit: number
  /** Creating and deleting calls: the same request while its answer was not delivered gets the first one's answer. */
  isReplayed: boolean
  /** Another way to run the operation than the spine's, for writes of running programs. */
  invoke?: (invocation: Invocation) => Promise<unknown>
  input(fields: RequestFields, scope: MlflowScope): unknown
  answer(output: unknown, scope: MlflowScope, fields: RequestFields): object | Promise<object>
}

interface RowDefinition<I extends z.ZodType, O extends z.ZodType> {
  method: MlflowMethod
  path: string
  version?: '2.0' | '3.0'
  operation: Command<I, O> | Query<I, O>
  bodyLimit?: number
  isReplayed?: boolean
  invoke?: (invocation: Invocation) => Promise<z.output<O>>
  input(fields: RequestFields, scope: MlflowScope): z.input<I> | Promise<z.input<I>>
  answer(output: z.output<O>, scope: MlflowScope, fields: RequestFields): object | Promise<object>
}

const JSON_LIMIT = 512 * 1024

export function defineRow<I extends z.ZodType, O extends z.ZodType>(definition: RowDefinition<I, O>): MlflowRow {
  return {
    version: '2.0',
    bodyLimit: JSON_LIMIT,
    isReplayed: false,
    ...definition,
    operation: definition.operation as AnyOperation,
    answer: definition.answer as MlflowRow['answer'],
  }
}

/** The answer of a call that has nothing to say. */
export function nothing(): object {
  return {}
}
