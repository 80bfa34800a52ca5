import { notFound } from '@/lib/kernel/app-error'
import type { CommandContext } from '@/lib/server/operation'

/**
 * The next number of a model, from 1. The row lock of this update gives numbers out one after the other; a rollback returns the number,
 * so that there are no gaps. 404 where there is no such model.
 */
export async function takeNumber({ tx, workspace, clock }: CommandContext, modelId: string) {
  const [taken] = await tx.$queryRaw<{ number: number; modelName: string }[]>`
    UPDATE "Model" SET "nextVersion" = "nextVersion" + 1, "updatedAt" = ${clock.now()}
    WHERE "workspaceId" = ${workspace.id}::uuid AND id = ${modelId}::uuid AND "archivedAt" IS NULL
    RETURNING "nextVersion" - 1 AS number, name AS "modelName"`
  if (!taken) throw notFound('model')
  return taken
}
