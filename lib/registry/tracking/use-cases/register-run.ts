import { AppError } from '@/lib/kernel/app-error'
import { type CommandContext, defineCommand, isUnchanged } from '@/lib/server/operation'
import { MlflowError } from '../../mlflow/mlflow-error'
import { registerVersion } from '../../mlflow/use-cases/register-version'
import { createModel } from '../../use-cases/create-model'
import { registeredRun, registerRunInput } from '../console-contract'
import { needRunUuid, readRuns, runNotFound } from '../store/read-runs'

type Asked = ReturnType<typeof registerRunInput.parse>

async function modelOf(ctx: CommandContext, { model, runId }: Asked): Promise<string> {
  if ('id' in model) return model.id
  const input = createModel.input.parse({ ...model, description: `First registered from run ${runId}.` })
  const made = await createModel.run(ctx, input)
  return isUnchanged(made) ? made.value.id : made.id
}

/** What MLflow clients are refused in their words is a problem of the ordinary form here. */
function inOurWords(error: unknown): unknown {
  if (!(error instanceof MlflowError)) return error
  const code = error.code === 'RESOURCE_DOES_NOT_EXIST' ? 'not_found' : 'invalid'
  return new AppError(code, { message: error.message, cause: error })
}

/** A version from the files of a run or of a model that it logged, of a model that is there or made with it: all or nothing. */
export const registerRun = defineCommand({
  name: 'registry.register-run',
  permission: 'registry:write',
  input: registerRunInput,
  output: registeredRun,
  audit: ['registry.version-registered', 'registry.model-created'],
  async run(ctx, asked) {
    const { runId, source, description } = asked
    const [run] = await readRuns(ctx.tx, ctx.workspace.id, [needRunUuid(runId)])
    if (!run) throw runNotFound(runId)
    const modelId = await modelOf(ctx, asked)
    const from = 'path' in source ? `runs:/${runId}/${source.path}` : `models:/${source.loggedModelId}`
    const input = { model: { id: modelId }, source: from, runId, runLink: '', description, tags: {} }
    try {
      const answer = await registerVersion.run(ctx, input)
      const { id, number } = isUnchanged(answer) ? answer.value : answer
      return { modelId, versionId: id, number }
    } catch (error) {
      throw inOurWords(error)
    }
  },
})
