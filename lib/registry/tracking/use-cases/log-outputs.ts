import { defineCommand, unchanged } from '@/lib/server/operation'
import { logOutputsInput } from '../run-contract'
import { recordWrite } from '../store/ledger'
import { linkModels } from '../store/link-models'
import { lockRun } from '../store/lock-run'
import { trackingDone } from '../tracking-values'

/** Logged models that a run made. */
export const logOutputs = defineCommand({
  name: 'registry.log-outputs',
  permission: 'registry:write',
  input: logOutputsInput,
  output: trackingDone,
  audit: ['registry.tracking-sealed'],
  async run(ctx, input) {
    const { id: runId } = await lockRun(ctx, input.runId)
    await linkModels(ctx, { runId, direction: 'output', models: input.models })
    await recordWrite(ctx, { operation: 'log-outputs', subjectId: runId, content: input.models })
    return unchanged({})
  },
})
