import type { MlflowRow } from './mlflow-row'
import { artifactRows } from './tracking/artifact-rows'
import { experimentRows } from './tracking/experiment-rows'
import { loggedModelRows } from './tracking/logged-model-rows'
import { loggingRows } from './tracking/logging-rows'
import { metricRows } from './tracking/metric-rows'
import { runRows } from './tracking/run-rows'

/** Experiments, runs, metrics and logged models. */
export const trackingRows: readonly MlflowRow[] = [
  ...experimentRows,
  ...runRows,
  ...loggingRows,
  ...metricRows,
  ...loggedModelRows,
  ...artifactRows,
]
