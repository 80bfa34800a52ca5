import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'
import { writeLocalAgentConfig } from './config/write-local-agent-config'
import { runAgent } from './main'
import { until } from './testing/until'

const testDb = await useTestDatabase()
const { pool } = await import('@/lib/server/database')
const { controlPlane } = await import('./testing/control-plane')
const plane = await controlPlane()
const stateDir = mkdtempSync(join(tmpdir(), 'slipway-agent-'))
await writeLocalAgentConfig(stateDir, { server: plane.url, environments: ['production'] })
const token = await plane.mintToken('local')
const agent = await runAgent({ stateDir, enrollmentToken: token })

afterAll(async () => {
  await agent.stop({ gateway: true })
  await plane.close()
  await testDb.drop()
})

const ROW = [46, 21, 1, 0, 2, 0, 3, 1, 4, 2, 1, 2, 2, 2, 1, 1]
const infer = () =>
  fetch(`${agent.gatewayUrl}/employment/v2/models/census/infer`, {
    method: 'POST',
    headers: { 'x-slipway-unit': 'user-1' },
    body: JSON.stringify({ inputs: [{ name: 'input', datatype: 'FP32', shape: [1, 16], data: ROW }] }),
  })

const ended = async (commandId: string) => {
  await until(
    'the command ends',
    async () => !['QUEUED', 'LEASED', 'ACCEPTED', 'RUNNING'].includes((await plane.stateOf(commandId)).state),
  )
  return plane.stateOf(commandId)
}

test('a registered version is deployed, promoted and rolled back by a real agent, and its rows are stored', async () => {
  await until(
    'the session opens',
    async () => (await plane.database().target.count({ where: { agentId: agent.agentId } })) > 0,
  )
  const modelId = await plane.newModel('census')
  const champion = await plane.newVersion(modelId, 'census-employment/champion')
  const challenger = await plane.newVersion(modelId, 'census-employment/challenger')
  const deployment = await plane.newDeployment(agent.agentId, modelId, 'census', 'employment')

  const first = await plane.order(deployment.id, [{ version: champion, weightBps: 10_000 }])
  expect(await ended(first.commandId)).toMatchObject({ state: 'SUCCEEDED' })
  const answer = await infer()
  expect(answer.status).toBe(200)
  expect(answer.headers.get('x-slipway-version')).toBe('1')

  const second = await plane.order(deployment.id, [
    { version: challenger, weightBps: 10_000 },
    { version: champion, weightBps: 0, role: 'candidate' },
  ])
  expect(await ended(second.commandId)).toMatchObject({ state: 'SUCCEEDED' })
  expect((await infer()).headers.get('x-slipway-version')).toBe('2')

  const back = await plane.order(deployment.id, [{ version: champion, weightBps: 10_000 }], { lane: 'protective' })
  await until('the old version answers', async () => (await infer()).headers.get('x-slipway-version') === '1')
  expect(await ended(back.commandId)).toMatchObject({ state: 'SUCCEEDED' })
  await until('observed state follows', async () => {
    const observed = await plane.door.observed(plane.database(), deployment.id)
    return observed?.planDigest === back.planDigest
  })
  await until('captured rows are stored', async () => {
    const { rows } = await pool().query('SELECT count(*)::int AS n FROM mon.prediction')
    return rows[0].n >= 3
  })
})
