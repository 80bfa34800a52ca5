import { afterAll, beforeAll, expect, test } from 'vitest'
import { person } from '@/lib/registry/testing/people'
import { tinyOnnx } from '@/lib/registry/testing/tiny-onnx'
import { useTestDatabase } from '@/lib/server/testing/test-database'
import type { Plan } from './domain/plan'

const testDb = await useTestDatabase()
const { database } = await import('@/lib/server/database')
const { newId } = await import('@/lib/kernel/new-id')
const { runCommand } = await import('@/lib/server/run-command')
const { registerVersion } = await import('@/lib/registry/testing/register-version')
const { createModel } = await import('@/lib/registry/use-cases/create-model')
const { quarantineVersion } = await import('@/lib/registry/use-cases/quarantine-version')
const { requireDeployable } = await import('./require-deployable')

const workspaceId = newId()
const dana = person(workspaceId, 'Dana', ['data-scientist'])
const call = { principal: dana, workspace: workspaceId }
const planOf = (...variantIds: string[]) => ({ variants: variantIds.map((variantId) => ({ variantId })) }) as Plan

async function variantOf(file: Record<string, Uint8Array>): Promise<{ variantId: string; versionId: string }> {
  const { id: modelId } = await runCommand(createModel, { ...call, input: { name: newId() } })
  const { id: versionId, manifestDigest } = await registerVersion({
    principal: dana,
    workspaceId,
    modelId,
    files: file,
  })
  const variantId = newId()
  const variant = { versionNumber: 1, manifestDigest: manifestDigest ?? '', configDigest: 'sha256:0' }
  await database().variant.create({
    data: { id: variantId, workspaceId, deploymentId: newId(), versionId, ...variant },
  })
  return { variantId, versionId }
}

beforeAll(async () => {
  await database().workspace.create({ data: { id: workspaceId, slug: 'acme', name: 'Acme' } })
})
afterAll(() => testDb.drop())

test('a quarantined version comes into no plan; one that serves already may stay in it', async () => {
  const sound = await variantOf({ 'model.onnx': tinyOnnx() })
  const pickle = await variantOf({ 'model.pkl': Buffer.from('csklearn.x\nModel\n)\x81.', 'latin1') })
  const both = planOf(sound.variantId, pickle.variantId)
  await expect(requireDeployable(database(), workspaceId, planOf(sound.variantId), null)).resolves.toBeUndefined()
  await expect(requireDeployable(database(), workspaceId, both, planOf(sound.variantId))).rejects.toMatchObject({
    code: 'refused',
    details: { reason: 'quarantined', versionId: pickle.versionId },
  })
  const reason = 'wrong training data, found later'
  await runCommand(quarantineVersion, { ...call, input: { versionId: sound.versionId, reason } })
  const serving = planOf(sound.variantId)
  await expect(requireDeployable(database(), workspaceId, serving, serving)).resolves.toBeUndefined()
  await expect(requireDeployable(database(), workspaceId, serving, null)).rejects.toMatchObject({ code: 'refused' })
})
