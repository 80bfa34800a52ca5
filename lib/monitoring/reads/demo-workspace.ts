import type { Db } from '@/lib/server/database'

export async function isDemoWorkspace(db: Db, workspaceId: string): Promise<boolean> {
  const workspace = await db.workspace.findUnique({ where: { id: workspaceId }, select: { kind: true } })
  return workspace?.kind === 'demo'
}
