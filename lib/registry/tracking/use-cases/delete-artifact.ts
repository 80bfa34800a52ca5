import { AppError, notFound } from '@/lib/kernel/app-error'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { artifactRef } from '../artifact-contract'
import { subtree } from '../domain/list-directory'
import { lockMutable } from '../store/artifact-place'
import { readTree } from '../store/artifact-tree'
import { recordWrite } from '../store/ledger'
import { trackingDone } from '../tracking-values'

/** Takes one file, or one directory with all that is in it, out of a tree; never the whole tree. */
export const deleteArtifact = defineCommand({
  name: 'registry.delete-artifact',
  permission: 'registry:write',
  input: artifactRef,
  output: trackingDone,
  audit: ['registry.tracking-sealed'],
  async run(ctx, { path }) {
    const { tx, workspace } = ctx
    const { ownerId, rest } = await lockMutable(tx, workspace.id, path)
    if (rest === '') throw new AppError('invalid', { message: 'The root of a run or logged model is not deleted.' })
    const tree = await readTree(tx, workspace.id, ownerId)
    if (subtree(tree, rest).length === 0) throw notFound('artifact')
    const gone = tree.map((file) => file.path).filter((one) => one === rest || one.startsWith(`${rest}/`))
    await tx.artifactEntry.deleteMany({ where: { workspaceId: workspace.id, ownerId, path: { in: gone } } })
    await recordWrite(ctx, { operation: 'delete-artifact', subjectId: ownerId, content: gone })
    return unchanged({})
  },
})
