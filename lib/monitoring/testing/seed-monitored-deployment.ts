import { insertAuditEvent } from '@/lib/audit/door'
import type { Principal } from '@/lib/identity/domain/principal'
import { newId } from '@/lib/kernel/new-id'
import { database } from '@/lib/server/database'

/** A deployment with a champion and a challenger, as other rooms would have written it. */
export interface MonitoredDeployment {
  workspaceId: string
  deploymentId: string
  modelId: string
  champion: { variantId: string; versionId: string }
  challenger: { variantId: string; versionId: string }
  agent: Principal
  token: Principal
}

interface Overrides {
  task?: string
  signature?: object
  workspaceKind?: string
  /** An existing workspace; else one is made. */
  workspaceId?: string
}

const BINARY = { classes: ['0', '1'], positiveClass: '1', threshold: 0.5 }
const PRINCIPAL: Principal = { kind: 'job', id: 'fixture', name: 'fixture', permissions: [] }

export async function seedMonitoredDeployment(overrides: Overrides = {}): Promise<MonitoredDeployment> {
  const workspaceId = overrides.workspaceId ?? newId()
  const [modelId, deploymentId, agentId, environmentId] = [newId(), newId(), newId(), newId()]
  const variants = {
    champion: { variantId: newId(), versionId: newId() },
    challenger: { variantId: newId(), versionId: newId() },
  }
  await database().$transaction(async (tx) => {
    const place = { slug: `w-${workspaceId}`, name: 'Watch', kind: overrides.workspaceKind ?? 'standard' }
    if (overrides.workspaceId === undefined) await tx.workspace.create({ data: { id: workspaceId, ...place } })
    const resources = [{ kind: 'deployment', id: deploymentId }]
    await insertAuditEvent(tx, {
      principal: PRINCIPAL,
      workspaceId,
      type: 'agents.deployment-created',
      command: 'fixture',
      requestId: newId(),
      outcome: 'success',
      resources,
    })
    await tx.model.create({ data: { id: modelId, workspaceId, name: 'census', createdById: 'fixture' } })
    await tx.deployment.create({
      data: {
        id: deploymentId,
        workspaceId,
        name: 'employment',
        environmentId,
        targetId: newId(),
        agentId,
        modelId,
        createdById: 'fixture',
      },
    })
    const planned = Object.entries(variants)
    for (const [index, [, { variantId, versionId }]] of planned.entries()) {
      const number = index + 1
      const version = {
        id: versionId,
        workspaceId,
        modelId,
        number,
        state: 'READY',
        createdById: 'fixture',
        createdByName: 'fixture',
      }
      await tx.modelVersion.create({
        data: { ...version, task: overrides.task ?? 'binary-classification', signature: overrides.signature ?? BINARY },
      })
      const digests = { manifestDigest: `sha256:${number}`, configDigest: 'sha256:0' }
      await tx.variant.create({
        data: { id: variantId, workspaceId, deploymentId, versionId, versionNumber: number, ...digests },
      })
    }
    const plan = {
      variants: [
        { variantId: variants.champion.variantId, role: 'stable' },
        { variantId: variants.challenger.variantId, role: 'candidate' },
      ],
    }
    await tx.planRecord.create({ data: { workspaceId, deploymentId, planDigest: 'sha256:plan', plan } })
    await tx.planGeneration.create({
      data: { workspaceId, deploymentId, generation: 1n, planDigest: 'sha256:plan', issuedAt: new Date(0) },
    })
  })
  const scopes = ['monitoring:ingest-predictions', 'monitoring:ingest-labels', 'monitoring:read'] as const
  const token = {
    kind: 'token',
    id: newId(),
    name: 'sender',
    tokenKind: 'svc',
    owner: { id: newId(), name: 'Owner' },
  } as const
  return {
    workspaceId,
    deploymentId,
    modelId,
    ...variants,
    agent: { kind: 'agent', id: agentId, name: 'agent', workspaceId },
    token: { ...token, workspaceId, scopes: [...scopes], deploymentIds: [deploymentId], ownerRoles: ['operator'] },
  }
}
