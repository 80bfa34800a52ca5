import { AppError, type ErrorCode } from '@/lib/kernel/app-error'

const CODE_OF = {
  malformed: 'bad_request',
  bad_signature: 'unauthenticated',
  clock_skew: 'unauthenticated',
  agent_revoked: 'forbidden',
  target_not_owned: 'forbidden',
  replayed: 'conflict',
  stale_epoch: 'conflict',
  lease_lost: 'conflict',
  challenge_used: 'conflict',
  receipt_conflict: 'conflict',
  token_spent: 'gone',
  agent_locked: 'locked',
  protocol_too_old: 'protocol_too_old',
} as const satisfies Record<string, ErrorCode>

export type ProtocolReason = keyof typeof CODE_OF

/** An error of the agent protocol: the agent acts on `reason`, people read the message. */
export function protocolError(
  reason: ProtocolReason,
  message: string,
  details: Record<string, unknown> = {},
): AppError {
  return new AppError(CODE_OF[reason], { message, details: { ...details, reason } })
}
