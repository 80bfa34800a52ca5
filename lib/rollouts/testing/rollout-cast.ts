import type { Role } from '@/lib/identity/domain/permissions'
import type { Principal } from '@/lib/identity/domain/principal'
import { newId } from '@/lib/kernel/new-id'

type User = Extract<Principal, { kind: 'user' }>
export type Policy = 'solo' | 'four-eyes'
type Scene = Awaited<ReturnType<typeof import('@/lib/agents/testing/scene').makeScene>>

const STATES: Record<number, string> = { 7: 'ARCHIVED', 8: 'QUARANTINED', 9: 'PENDING' }

/** Two people, an environment of each policy and a model: versions 1 to 6 are READY, 7 ARCHIVED, 8 QUARANTINED, 9 PENDING. */
export async function castOf({ workspaceId, act }: Pick<Scene, 'workspaceId' | 'act'>) {
  function person(name: string, roles: Role[]): User {
    const email = `${name.toLowerCase()}-${newId()}@example.test`
    const grants = [{ workspaceId, roles }]
    return { kind: 'user', id: newId(), name, email, sessionId: newId(), method: 'password', grants }
  }
  const olga = person('Olga', ['operator'])
  const omar = person('Omar', ['operator', 'approver', 'platform-admin'])
  const environments: Record<Policy, string> = { solo: newId(), 'four-eyes': newId() }
  const modelId = newId()
  const versionIds = new Map<number, string>()
  await act(async (tx, audit) => {
    for (const { id, email, name, grants } of [olga, omar]) {
      await tx.user.create({ data: { id, email, name } })
      await tx.member.create({ data: { workspaceId, userId: id, roles: [...(grants[0]?.roles ?? [])] } })
    }
    for (const policy of ['solo', 'four-eyes'] as const)
      await tx.environment.create({
        data: { id: environments[policy], workspaceId, name: policy, kind: 'production', policy },
      })
    await tx.model.create({ data: { id: modelId, workspaceId, name: 'census', createdById: 'fixture' } })
    const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9]
    for (const number of numbers) versionIds.set(number, newId())
    await tx.modelVersion.createMany({
      data: numbers.map((number) => ({
        id: versionIds.get(number) ?? '',
        workspaceId,
        modelId,
        number,
        state: STATES[number] ?? 'READY',
        verdict: 'clean',
        format: 'onnx',
        manifestDigest: `sha256:${String(number).repeat(64)}`,
        task: 'binary-classification',
        signature: { classes: ['0', '1'], positiveClass: '1', threshold: 0.5 },
        createdById: 'fixture',
        createdByName: 'fixture',
      })),
    })
    await audit.record('identity.environment-created', { resources: [{ kind: 'model', id: modelId }] })
  })
  return { person, olga, omar, environments, modelId, versionIds }
}
