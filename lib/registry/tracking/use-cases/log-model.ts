import { AppError } from '@/lib/kernel/app-error'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { logModelInput } from '../run-contract'
import { recordWrite } from '../store/ledger'
import { lockRun } from '../store/lock-run'
import { trackingDone } from '../tracking-values'

const HISTORY = 'mlflow.log-model.history'
const MAX_HISTORY = 2 ** 21

function parseModel(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch (cause) {
    throw new AppError('invalid', { message: 'Malformed model info: it is not JSON.', cause })
  }
  throw new AppError('invalid', { message: 'Malformed model info: it is not a JSON object.' })
}

/** What clients before 3.0 say of a model that they put among a run's files: appended to the run's tag of that name. */
export const logModel = defineCommand({
  name: 'registry.log-model',
  permission: 'registry:write',
  input: logModelInput,
  output: trackingDone,
  audit: ['registry.tracking-sealed'],
  async run(ctx, input) {
    const { tx, workspace } = ctx
    const model = parseModel(input.modelJson)
    const missing = ['artifact_path', 'flavors', 'utc_time_created', 'run_id'].filter((name) => !(name in model))
    if (missing.length > 0)
      throw new AppError('invalid', { message: `Model json is missing mandatory fields: ${missing.join(', ')}` })
    const { id } = await lockRun(ctx, input.runId)
    const key = { workspaceId: workspace.id, runId: id, key: HISTORY }
    const before = await tx.runTag.findUnique({ where: { workspaceId_runId_key: key } })
    const head = before ? `${before.value.replace(/\]\s*$/, '')}, ` : '['
    const value = `${head}${input.modelJson.trim()}]`
    if (value.length > MAX_HISTORY)
      throw new AppError('invalid', { message: 'This run has logged too many models; start another run.' })
    await tx.runTag.upsert({ where: { workspaceId_runId_key: key }, create: { ...key, value }, update: { value } })
    await recordWrite(ctx, { operation: 'log-model', subjectId: id, content: [input.modelJson], tags: 1 })
    return unchanged({})
  },
})
