import { defineCommand, unchanged } from '@/lib/server/operation'
import { changeRunInput } from '../console-contract'
import { findTagChanges, wantedTags } from '../domain/tag-changes'
import { run } from '../run-contract'
import { lockRun } from '../store/lock-run'
import { getRunView } from '../store/read-runs'

const NAME_TAG = 'mlflow.runName'

/** Name, note and tags of a run as a person edits them: an audit event each time, unlike what its program logs. */
export const changeRun = defineCommand({
  name: 'registry.change-run',
  permission: 'registry:write',
  input: changeRunInput,
  output: run,
  audit: ['registry.run-changed'],
  async run(ctx, { runId, name, ...edit }) {
    const { tx, workspace } = ctx
    const row = await lockRun(ctx, runId)
    const owner = { workspaceId: workspace.id, runId: row.id }
    const wanted = wantedTags(edit)
    if (name !== undefined) wanted.set(NAME_TAG, name)
    const { set, remove, before, after } = findTagChanges(await tx.runTag.findMany({ where: owner }), wanted)
    if (set.length + remove.length === 0) return unchanged(await getRunView(tx, workspace.id, runId))
    if (remove.length > 0) await tx.runTag.deleteMany({ where: { ...owner, key: { in: remove } } })
    for (const { key, value } of set)
      await tx.runTag.upsert({
        where: { workspaceId_runId_key: { ...owner, key } },
        create: { ...owner, key, value },
        update: { value },
      })
    const data = { ...(name === undefined ? {} : { name }), updatedAt: ctx.clock.now() }
    await tx.trackingRun.update({ where: { id: row.id }, data })
    await ctx.audit.record('registry.run-changed', { resources: [{ kind: 'run', id: runId }], before, after })
    return getRunView(tx, workspace.id, runId)
  },
})
