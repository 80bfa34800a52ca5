import { abortRollout } from '../use-cases/abort-rollout'
import { advanceRollout } from '../use-cases/advance-rollout'
import { pauseRollout } from '../use-cases/pause-rollout'
import { promoteRollout } from '../use-cases/promote-rollout'
import { resumeRollout } from '../use-cases/resume-rollout'

/** The commands by which a person moves an open rollout, by name. */
export const personActions = {
  pause: pauseRollout,
  resume: resumeRollout,
  advance: advanceRollout,
  promote: promoteRollout,
  abort: abortRollout,
}
