import { AppError } from '@/lib/kernel/app-error'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { loggedModelParamsInput } from '../logged-model-contract'
import { recordWrite } from '../store/ledger'
import { lockLoggedModel } from '../store/logged-models'
import { trackingDone } from '../tracking-values'

/** Written once: the same value again is fine, another one is refused. */
export const logModelParams = defineCommand({
  name: 'registry.log-model-params',
  permission: 'registry:write',
  input: loggedModelParamsInput,
  output: trackingDone,
  audit: ['registry.tracking-sealed'],
  async run(ctx, { modelId, params }) {
    const { id } = await lockLoggedModel(ctx, modelId)
    const owner = { workspaceId: ctx.workspace.id, modelId: id }
    await ctx.tx.loggedModelParam.createMany({
      data: params.map((param) => ({ ...owner, ...param })),
      skipDuplicates: true,
    })
    const stored = await ctx.tx.loggedModelParam.findMany({
      where: { ...owner, key: { in: params.map(({ key }) => key) } },
    })
    const values = new Map(stored.map(({ key, value }) => [key, value]))
    const changed = params.find(({ key, value }) => values.get(key) !== value)
    if (changed)
      throw new AppError('invalid', {
        message: `Changing param values is not allowed. Param with key='${changed.key}' was already logged with value='${values.get(changed.key)}' for model ID='${modelId}'. Attempted logging new value '${changed.value}'.`,
      })
    await recordWrite(ctx, {
      operation: 'log-model-params',
      subjectId: id,
      content: params,
      params: params.length,
    })
    return unchanged({})
  },
})
