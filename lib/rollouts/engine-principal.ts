import type { Principal } from '@/lib/identity/domain/principal'
import type { CommandContext } from '@/lib/server/operation'

/** The automatic actor. What follows by rule is its act, whoever's command it followed. */
export const ENGINE: Principal = {
  kind: 'job',
  id: 'rollouts.evaluate',
  name: 'rollouts.evaluate',
  permissions: ['rollouts:evaluate'],
}

/** The same transaction, with the engine as the one who acts. */
export function asEngine(ctx: CommandContext): CommandContext {
  const { audit } = ctx
  return {
    ...ctx,
    principal: ENGINE,
    audit: { record: (type, record) => audit.record(type, { ...record, principal: ENGINE }) },
  }
}
