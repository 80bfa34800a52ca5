import type { z } from 'zod'
import type { rolloutRef } from './contract'
import type { RolloutStatus } from './domain/status'
import type { RolloutRow } from './store'

/** The short answer of every command that touches a rollout. */
export function toRolloutRef(row: RolloutRow): z.input<typeof rolloutRef> {
  return {
    rolloutId: row.id,
    number: row.number,
    status: row.status as RolloutStatus,
    revision: row.revision,
    changeRequestId: row.changeRequestId,
  }
}
