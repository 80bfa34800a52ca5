import { requestMove } from '@/lib/approvals/use-cases/request-move'
import { createMlflowHandler } from '@/lib/registry/mlflow/handle-mlflow'
import { env } from '@/lib/server/env'
import { runCommand } from '@/lib/server/run-command'

const REASON = 'Asked for through the MLflow API.'

/** The MLflow API of the registry, with approvals behind protected names: the one place where the two rooms meet. */
export const handleMlflow = createMlflowHandler({
  async requestMove(caller, slug, move) {
    const { number, changeRequestId } = await runCommand(requestMove, { ...caller, input: { move, reason: REASON } })
    return { number, url: `${env.publicOrigins[0] ?? ''}/${slug}/approvals/${changeRequestId}` }
  },
})
