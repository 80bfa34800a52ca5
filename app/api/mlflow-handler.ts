import { createMlflowHandler } from '@/lib/registry/mlflow/handle-mlflow'
import { openMoveRequest } from './ask-for-move'

/** The MLflow API of the registry, with approvals behind protected names: the one place where the two rooms meet. */
export const handleMlflow = createMlflowHandler({
  requestMove: (caller, move) => openMoveRequest(caller, move, 'Asked for through the MLflow API.'),
})
