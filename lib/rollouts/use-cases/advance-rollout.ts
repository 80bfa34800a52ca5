import { personCommand } from '../person-command'

/** Takes the next step now; never past missing evidence, a sick baseline or harm. */
export const advanceRollout = personCommand('advance', 'rollouts:advance', 'rollouts.advanced')
