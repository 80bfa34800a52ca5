import { defineQuery } from '@/lib/server/operation'
import { run, runRef } from '../run-contract'
import { getRunView } from '../store/read-runs'

/** A run with all that was logged; a deleted one stays readable. */
export const getRun = defineQuery({
  name: 'registry.get-run',
  permission: 'registry:read',
  input: runRef,
  output: run,
  run: ({ db, workspace }, { runId }) => getRunView(db, workspace.id, runId),
})
