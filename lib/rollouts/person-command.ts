import type { AuditType } from '@/lib/audit/domain/catalogue'
import type { Permission } from '@/lib/identity/domain/permissions'
import { personIdOf } from '@/lib/identity/domain/principal'
import { AppError } from '@/lib/kernel/app-error'
import { defineCommand } from '@/lib/server/operation'
import { applyTransition, refusePerson } from './apply-transition'
import { TRANSITION_EVENTS } from './audit-types'
import { personActionInput, rolloutRef } from './contract'
import { decidePerson, type PersonAction } from './domain/decide-person'
import { isTerminal } from './domain/status'
import { gatherFacts } from './gather-facts'
import { toRolloutRef } from './rollout-ref'
import { runTransitions } from './run-transitions'
import { getRolloutRow, lockOpenRollout, toState } from './store'

/** Builds one of the commands by which a person moves an open rollout: same guards, same compare-and-set, one audit event each. */
export function personCommand(action: PersonAction, permission: Permission, event: AuditType) {
  return defineCommand({
    name: `rollouts.${action}`,
    permission,
    input: personActionInput,
    output: rolloutRef,
    audit: [event, ...TRANSITION_EVENTS],
    async run(ctx, { rolloutId, expectedRevision, reason }) {
      const found = await getRolloutRow(ctx.tx, ctx.workspace.id, rolloutId)
      const row = await lockOpenRollout(ctx.tx, ctx.workspace.id, found.deploymentId)
      if (row === null || row.id !== rolloutId)
        throw new AppError('conflict', {
          message: `This rollout has ended (${found.status}).`,
          details: { status: found.status },
        })
      if (expectedRevision !== undefined && row.revision !== expectedRevision)
        throw new AppError('conflict', {
          message: 'Somebody else changed this rollout first. Look again and decide on what you see.',
          details: { status: row.status, revision: row.revision },
        })
      const state = toState(row)
      const { facts, evidence } = await gatherFacts(ctx.tx, row)
      const needsOtherPerson = row.changeRequestId !== null && row.requestedById === personIdOf(ctx.principal)
      const answer = decidePerson(action, state, { ...facts, needsOtherPerson })
      if (!answer.ok) throw refusePerson(answer.reason)
      const moved = await applyTransition(ctx, row, answer.transition, reason, evidence)
      if (action === 'resume')
        await ctx.audit.record('rollouts.resumed', {
          resources: [
            { kind: 'rollout', id: row.id },
            { kind: 'deployment', id: row.deploymentId },
          ],
          environmentId: row.environmentId,
          reason,
        })
      const after = isTerminal(toState(moved).status) ? moved : (await runTransitions(ctx, moved)).row
      return toRolloutRef(after)
    },
  })
}
