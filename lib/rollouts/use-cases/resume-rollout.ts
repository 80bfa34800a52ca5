import { personCommand } from '../person-command'

/** Ends a pause or a hold; the step's guardrails go on as before. */
export const resumeRollout = personCommand('resume', 'rollouts:pause', 'rollouts.resumed')
