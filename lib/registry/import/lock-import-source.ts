import { notFound } from '@/lib/kernel/app-error'
import type { CommandContext } from '@/lib/server/operation'
import type { ImportSource } from '@/prisma/generated/client'

/** Locks the source's row, so that a new secret and a removal never pass each other. */
export async function lockImportSource({ tx, workspace }: CommandContext, id: string): Promise<ImportSource> {
  await tx.$queryRaw`SELECT 1 FROM "ImportSource" WHERE "workspaceId" = ${workspace.id}::uuid AND id = ${id}::uuid FOR UPDATE`
  const source = await tx.importSource.findUnique({ where: { workspaceId_id: { workspaceId: workspace.id, id } } })
  if (!source) throw notFound('import source')
  return source
}
