import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'
import { writeLocalAgentConfig } from './config/write-local-agent-config'
import { GatewayClient } from './gateway-link/gateway-client'
import { programRoot, typescriptArguments } from './processes/typescript-arguments'
import { childEnvironment } from './settings'
import { statePaths } from './state/state-paths'
import { steadyLoad } from './testing/steady-load'
import { rowId, storedIds } from './testing/stored-rows'
import { until } from './testing/until'

const testDb = await useTestDatabase()
const { pool } = await import('@/lib/server/database')
const { controlPlane } = await import('./testing/control-plane')
const plane = await controlPlane()
const stateDir = mkdtempSync(join(tmpdir(), 'slipway-agent-'))
const paths = statePaths(stateDir)
const gateway = new GatewayClient(paths.gatewaySocket)
await writeLocalAgentConfig(stateDir, { server: plane.url, environments: ['production'] })
const tokenFile = join(stateDir, 'token')
writeFileSync(tokenFile, await plane.mintToken('local'))

let supervisor = startSupervisor()

function startSupervisor(): ChildProcess {
  const args = [
    ...typescriptArguments,
    join(programRoot, 'cli/main.ts'),
    'agent',
    '--state',
    stateDir,
    '--server',
    plane.url,
    '--token-file',
    tokenFile,
  ]
  return spawn(process.execPath, args, { cwd: programRoot, env: childEnvironment(), stdio: 'ignore' })
}

async function endSupervisor(signal: NodeJS.Signals): Promise<void> {
  const gone = once(supervisor, 'exit')
  supervisor.kill(signal)
  await gone
}

afterAll(async () => {
  await endSupervisor('SIGTERM')
  await plane.close()
  await testDb.drop()
})

const agentOf = () => plane.database().agent.findFirst({ where: { workspaceId: plane.workspaceId, name: 'local' } })
const hasEnded = (commandId: string) => async () =>
  !['QUEUED', 'LEASED', 'ACCEPTED', 'RUNNING', 'UNKNOWN'].includes((await plane.stateOf(commandId)).state)

test('supervisor killed and control plane away under load: no request fails, no row is lost or doubled, and commands go on', async () => {
  await until('the agent has joined', async () => (await plane.database().target.count()) > 0)
  const agent = await agentOf()
  const modelId = await plane.newModel('census')
  const champion = await plane.newVersion(modelId, 'census-employment/champion')
  const challenger = await plane.newVersion(modelId, 'census-employment/challenger')
  const deployment = await plane.newDeployment(agent?.id ?? '', modelId, 'census', 'employment')
  const first = await plane.order(deployment.id, [{ version: champion, weightBps: 10_000 }])
  await until('the first plan is applied', hasEnded(first.commandId))
  const { port } = await gateway.status()
  const load = steadyLoad(`http://127.0.0.1:${port}/employment/v2/models/census/infer`, 1)
  await until('traffic', () => load.served.length > 100)

  await endSupervisor('SIGKILL')
  const killedAt = load.served.length
  await until('traffic without a supervisor', () => load.served.length > killedAt + 200)
  plane.setAway(true)
  supervisor = startSupervisor()
  const awayAt = load.served.length
  await until('traffic without a control plane', () => load.served.length > awayAt + 200)
  plane.setAway(false)

  const second = await plane.order(deployment.id, [{ version: challenger, weightBps: 10_000 }])
  await until('the next command is carried out', hasEnded(second.commandId))
  expect(await plane.stateOf(second.commandId)).toMatchObject({ state: 'SUCCEEDED' })
  await until('the new version answers', () => load.served.at(-1)?.generation === String(second.generation))
  await load.stop()
  expect(load.errors).toEqual([])
  expect(load.served.filter((s) => s.status !== 200)).toEqual([])

  await until('every row is stored', async () => new Set(await storedIds(pool())).size >= load.served.length, 60_000)
  const stored = await storedIds(pool())
  expect(stored).toHaveLength(load.served.length)
  expect(new Set(stored)).toEqual(new Set(load.served.map((s) => rowId(deployment.id, s.predictionId))))
}, 120_000)

test('a supervisor killed at any moment of a promotion converges to the plan, once', async () => {
  const deployment = await plane.database().deployment.findFirstOrThrow({ where: { workspaceId: plane.workspaceId } })
  const versions = await plane
    .database()
    .modelVersion.findMany({ where: { workspaceId: plane.workspaceId }, orderBy: { number: 'asc' } })
  for (let round = 0; round < 4; round += 1) {
    const version = versions[round % 2]
    if (version?.manifestDigest == null) throw new Error('two versions are there')
    const target = { versionId: version.id, versionNumber: version.number, manifestDigest: version.manifestDigest }
    const journalBefore = (await readdir(paths.journal)).length
    const issued = await plane.order(deployment.id, [{ version: target, weightBps: 10_000 }])
    await endSupervisor('SIGKILL')
    supervisor = startSupervisor()
    await until('the command ends', hasEnded(issued.commandId), 100_000)
    expect(await plane.stateOf(issued.commandId)).toMatchObject({ state: 'SUCCEEDED' })
    const { deployments } = await gateway.status()
    expect(deployments.find((d) => d.deploymentId === deployment.id)).toMatchObject({
      planDigest: issued.planDigest,
      fence: String(issued.fence),
    })
    expect((await readdir(paths.journal)).length).toBe(journalBefore)
  }
}, 300_000)
