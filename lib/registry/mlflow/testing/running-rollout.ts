import { insertAuditEvent } from '@/lib/audit/door'
import type { Principal } from '@/lib/identity/domain/principal'
import { newId } from '@/lib/kernel/new-id'
import { database } from '@/lib/server/database'

/** A rollout of a model's version 1 in its first of two steps, as the room above leaves its row. */
export async function runningRollout(workspaceId: string, modelId: string): Promise<void> {
  const version = await database().modelVersion.findFirstOrThrow({ where: { workspaceId, modelId, number: 1 } })
  const principal: Principal = { kind: 'job', id: 'test', name: 'test', permissions: [] }
  const id = newId()
  await database().$transaction(async (tx) => {
    await tx.rollout.create({
      data: {
        id,
        workspaceId,
        number: 1,
        deploymentId: newId(),
        environmentId: newId(),
        kind: 'rollout',
        strategy: 'canary',
        spec: { candidate: { versionId: version.id }, steps: [{}, {}] },
        specDigest: `sha256:${'0'.repeat(64)}`,
        status: 'BAKING',
        reason: 'fixture',
        requestedById: 'fixture',
        requestedByName: 'fixture',
      },
    })
    await insertAuditEvent(tx, {
      principal,
      workspaceId,
      type: 'rollouts.started',
      command: 'test.running-rollout',
      requestId: newId(),
      outcome: 'success',
      resources: [{ kind: 'rollout', id }],
    })
  })
}
