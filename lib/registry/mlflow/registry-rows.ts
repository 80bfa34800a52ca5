import type { MlflowRow } from './mlflow-row'
import { labelRows } from './rows/label-rows'
import { modelRows } from './rows/model-rows'
import { serverRows } from './rows/server-rows'
import { versionRows } from './rows/version-rows'

/** Registered models, their versions, tags and aliases. */
export const registryRows: readonly MlflowRow[] = [...modelRows, ...versionRows, ...labelRows, ...serverRows]
