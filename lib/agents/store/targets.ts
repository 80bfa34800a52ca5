import { newId } from '@/lib/kernel/new-id'
import type { Db } from '@/lib/server/database'
import type { SessionBody } from '../domain/wire'
import type { Audit } from '../end-command'

interface RegisteredTarget {
  targetId: string
  runtime: string
  location: string
}

/** Where an agent says it can serve; a new place is an event, a known one is brought up to date. */
export async function registerTargets(
  tx: Db,
  audit: Audit,
  agent: { id: string; workspaceId: string },
  offered: SessionBody['targets'],
): Promise<RegisteredTarget[]> {
  const registered: RegisteredTarget[] = []
  for (const { runtime, location, capabilities, allowListDigest } of offered) {
    const { workspaceId, id: agentId } = agent
    const key = { workspaceId_agentId_runtime_location: { workspaceId, agentId, runtime, location } }
    const known = await tx.target.findUnique({ where: key })
    const facts = { capabilities: JSON.parse(JSON.stringify(capabilities)), allowListDigest }
    const row = await tx.target.upsert({
      where: key,
      create: { id: newId(), workspaceId, agentId, runtime, location, ...facts },
      update: facts,
    })
    registered.push({ targetId: row.id, runtime, location })
    if (known) continue
    const resources = [
      { kind: 'target', id: row.id },
      { kind: 'agent', id: agentId },
    ]
    await audit.record('agents.target-registered', { resources, after: { runtime, location, allowListDigest } })
  }
  return registered
}
