import { defineCommand, unchanged } from '@/lib/server/operation'
import { TRANSITION_EVENTS } from '../audit-types'
import { evaluateInput, evaluateOutput } from '../contract'
import { runTransitions } from '../run-transitions'
import { lockOpenRollout } from '../store'

/** The engine's tick: looks at the open rollout of a deployment and takes what is due. Safe to call at any time, by anyone inside. */
export const evaluateRollout = defineCommand({
  name: 'rollouts.evaluate',
  permission: 'rollouts:evaluate',
  input: evaluateInput,
  output: evaluateOutput,
  audit: ['rollouts.action-taken', ...TRANSITION_EVENTS],
  async run(ctx, { deploymentId }) {
    const row = await lockOpenRollout(ctx.tx, ctx.workspace.id, deploymentId)
    if (row === null) return unchanged({ moves: 0 })
    const { moves } = await runTransitions(ctx, row)
    return moves === 0 ? unchanged({ moves }) : { moves }
  },
})
