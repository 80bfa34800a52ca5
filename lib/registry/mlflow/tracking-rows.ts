import type { MlflowRow } from './mlflow-row'

/** Experiments, runs, metrics and logged models. */
export const trackingRows: readonly MlflowRow[] = []
