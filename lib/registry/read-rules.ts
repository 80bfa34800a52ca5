import type { Db } from '@/lib/server/database'
import { type RegistryRules, registryRules } from './domain/registry-rules'

/** The workspace's rules; what was never decided has its default. */
export async function readRules(db: Db, workspaceId: string): Promise<RegistryRules> {
  const row = await db.registrySettings.findUnique({ where: { workspaceId }, select: { settings: true } })
  return registryRules.parse(row?.settings ?? {})
}
