import type { Db } from '@/lib/server/database'
import { type EnvironmentView, environmentSchema } from './contract'

export async function readEnvironments(db: Db, workspaceId: string): Promise<EnvironmentView[]> {
  const rows = await db.environment.findMany({
    where: { workspaceId },
    select: { id: true, name: true, kind: true, policy: true, position: true },
    orderBy: [{ position: 'asc' }, { name: 'asc' }],
  })
  return rows.map((row) => environmentSchema.parse(row))
}
