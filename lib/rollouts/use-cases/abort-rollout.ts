import { personCommand } from '../person-command'

/** Gives up: back to the plan before, or withdrawn when nothing had started. */
export const abortRollout = personCommand('abort', 'rollouts:abort', 'rollouts.aborted')
