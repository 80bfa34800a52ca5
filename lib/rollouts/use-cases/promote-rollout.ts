import { personCommand } from '../person-command'

/** Sends all traffic to the candidate now; the approval already covers the last step, the guardrails still hold. */
export const promoteRollout = personCommand('promote', 'rollouts:advance', 'rollouts.advanced')
