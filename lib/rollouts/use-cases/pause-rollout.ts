import { personCommand } from '../person-command'

/** Traffic stays where it is until a person resumes. */
export const pauseRollout = personCommand('pause', 'rollouts:pause', 'rollouts.paused')
