import { createMlflowHandler } from '@/lib/registry/mlflow/handle-mlflow'
import { versionStandings } from '@/lib/rollouts/version-standings'
import { openMoveRequest } from './ask-for-move'

/** The MLflow API of the registry, with approvals behind protected names and rollouts behind versions: the one place where the rooms meet. */
export const handleMlflow = createMlflowHandler({
  requestMove: (caller, move) => openMoveRequest(caller, move, 'Asked for through the MLflow API.'),
  standingOf: versionStandings,
})
