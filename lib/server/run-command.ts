import type { z } from 'zod'
import { eventRow, insertAuditEvent } from '@/lib/audit/door'
import type { Principal } from '@/lib/identity/domain/principal'
import { resolveWorkspace } from '@/lib/identity/door'
import { AppError } from '@/lib/kernel/app-error'
import { type Clock, systemClock } from '@/lib/kernel/clock'
import { newId } from '@/lib/kernel/new-id'
import type { Prisma } from '@/prisma/generated/client'
import { requireAccess } from './access'
import { type Db, database } from './database'
import { finishCommand } from './finish-command'
import { findAnswer, KeyTaken, waitPatiently } from './idempotency'
import { jobQueue } from './jobs'
import { log } from './log'
import { type ClientFacts, type Command, type CommandContext, isUnchanged, type WorkspaceRef } from './operation'
import { parseInput } from './parse-input'
import { retryable } from './retryable'

export interface Invocation {
  principal: Principal
  /** Workspace id or slug; null for commands of the installation (sign-in, enrolment). */
  workspace: string | null
  input: unknown
  requestId?: string
  idempotencyKey?: string | null
  /**
   * True: the key was made for this call, so that no answer is looked for. False: a call with it was begun before, did not hold the key and
   * may still be under way: what it holds is waited for. Left out: nothing is known of the key.
   */
  isKeyNew?: boolean
  clock?: Clock
  client?: ClientFacts | null
}

/** Installation-wide commands (sign-in, workspace creation) run without a workspace; their rows carry none. */
const INSTALLATION: WorkspaceRef = { id: '', slug: '' }

/**
 * The command spine: resolve workspace, authorise, parse, then in one transaction run, demand an audit event, write the
 * events and the idempotent answer; commit; check the output. Serialization failures and deadlocks are retried with jitter, at most 5 times.
 */
export async function runCommand<I extends z.ZodType, O extends z.ZodType>(
  command: Command<I, O>,
  invocation: Invocation,
): Promise<z.output<O>> {
  const requestId = invocation.requestId ?? newId()
  const workspace =
    invocation.workspace === null ? INSTALLATION : await resolveWorkspace(database(), invocation.workspace)
  try {
    // Rights come before the input is looked at: who may not do this learns nothing about how it is done.
    requireAccess(invocation.principal, command.permission, workspace.id)
    const input = parseInput(command.input, invocation.input)
    const run = (isKeyNew: boolean | undefined) =>
      retryable(() =>
        database().$transaction(
          (tx) => execute(command, { ...invocation, requestId, isKeyNew }, input, workspace, tx),
          {
            maxWait: 10_000,
            timeout: 30_000,
          },
        ),
      )
    const answer = await run(invocation.isKeyNew).catch((error: unknown) => {
      if (error instanceof KeyTaken) return run(false)
      throw error
    })
    return command.output.parse(answer) as z.output<O>
  } catch (error) {
    await recordRefusal(command, invocation.principal, workspace, requestId, error)
    throw error
  }
}

async function execute<I extends z.ZodType, O extends z.ZodType>(
  command: Command<I, O>,
  invocation: Invocation & { requestId: string },
  input: z.output<I>,
  workspace: WorkspaceRef,
  tx: Db,
): Promise<unknown> {
  const scope = { workspaceId: workspace.id, principalId: invocation.principal.id, command: command.name }
  const key = workspace.id === '' ? null : (invocation.idempotencyKey ?? null)
  if (key !== null && invocation.isKeyNew !== true) {
    const stored = await findAnswer(tx, { ...scope, key, input })
    if (stored !== null) return stored.answer
    if (invocation.isKeyNew === false) await waitPatiently(tx)
  }
  const program = invocation.client?.program ?? null
  const events: Prisma.Sql[] = []
  const ctx: CommandContext = {
    principal: invocation.principal,
    workspace,
    tx,
    clock: invocation.clock ?? systemClock,
    requestId: invocation.requestId,
    client: invocation.client ?? null,
    jobs: jobQueue(tx),
    log,
    audit: {
      async record(type, record) {
        if (!command.audit.includes(type)) throw new Error(`${command.name} does not declare the audit event ${type}`)
        const id = newId()
        events.push(
          eventRow({
            id,
            command: command.name,
            requestId: invocation.requestId,
            type,
            outcome: 'success',
            ...record,
            data: program === null ? record.data : { client: program, ...record.data },
            principal: record.principal ?? invocation.principal,
            workspaceId: record.workspaceId ?? (workspace.id || null),
          }),
        )
        return id
      },
    },
    async notify(channel, payload) {
      await tx.$executeRaw`SELECT pg_notify(${channel}, ${payload})`
    },
  }
  const answer = await command.run(ctx, input)
  const value = isUnchanged(answer) ? answer.value : answer
  if (!isUnchanged(answer) && events.length === 0)
    throw new Error(`${command.name} tried to commit without an audit event`)
  const isLive = workspace.id !== '' && events.length > 0
  await finishCommand(tx, {
    events,
    answer: key === null ? null : { ...scope, key, input, answer: value },
    live: isLive ? JSON.stringify({ workspaceId: workspace.id, room: command.name.split('.')[0] }) : null,
  })
  return value
}

/** Denied and failed commands rolled back; what was tried is still an event, written on its own. Bad input is not. */
async function recordRefusal(
  command: { name: string; audit: readonly [import('@/lib/audit/domain/catalogue').AuditType, ...unknown[]] },
  principal: Principal,
  workspace: WorkspaceRef,
  requestId: string,
  error: unknown,
): Promise<void> {
  const code = error instanceof AppError ? error.code : 'internal'
  if (workspace.id === '' || principal.kind === 'anonymous' || ['invalid', 'bad_request', 'not_found'].includes(code))
    return
  const message = error instanceof AppError ? error.message : 'internal error'
  try {
    await insertAuditEvent(database(), {
      principal,
      command: command.name,
      requestId,
      workspaceId: workspace.id,
      type: command.audit[0],
      outcome: code === 'forbidden' ? 'denied' : 'error',
      resources: [],
      data: { code, message },
    })
  } catch (cause) {
    throw new AppError('unavailable', {
      message: 'The refusal could not be recorded; nothing was changed. Try again.',
      cause,
    })
  }
}
