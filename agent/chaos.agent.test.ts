import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, openSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { writeLocalAgentConfig } from './config/write-local-agent-config'
import { GatewayClient } from './gateway-link/gateway-client'
import { programRoot, typescriptArguments } from './processes/typescript-arguments'
import { childEnvironment } from './settings'
import { statePaths } from './state/state-paths'
import { ownPostgres } from './testing/own-postgres'
import { steadyLoad } from './testing/steady-load'
import { rowId, storedIds } from './testing/stored-rows'
import { freePort } from './testing/test-gateway'
import { until } from './testing/until'

const postgres = await ownPostgres()
process.env['DATABASE_URL'] = postgres.url
process.env['SLIPWAY_HOME'] = mkdtempSync(join(tmpdir(), 'slipway-home-'))
process.env['SLIPWAY_LOG_LEVEL'] = 'silent'
const { closeDatabase, database, pool } = await import('@/lib/server/database')
const { runCommand } = await import('@/lib/server/run-command')
const { requestRollout } = await import('@/lib/rollouts/use-cases/request-rollout')
const { controlPlane } = await import('./testing/control-plane')
const plane = await controlPlane()
const webPort = await freePort()
const webUrl = `http://127.0.0.1:${webPort}`
const stateDir = mkdtempSync(join(tmpdir(), 'slipway-agent-'))
const gateway = new GatewayClient(statePaths(stateDir).gatewaySocket)
await writeLocalAgentConfig(stateDir, { server: webUrl, environments: ['production'] })
const tokenFile = join(stateDir, 'token')
writeFileSync(tokenFile, await plane.mintToken('local'))

const running = new Map<string, ChildProcess>()
const COMMANDS: Record<string, string[]> = {
  web: ['agent/testing/web-process.ts', String(webPort)],
  worker: ['cli/main.ts', 'worker'],
  supervisor: ['cli/main.ts', 'agent', '--state', stateDir, '--server', webUrl, '--token-file', tokenFile],
}
function start(name: string): void {
  const [file = '', ...args] = COMMANDS[name] ?? []
  const own = { ...process.env, NODE_ENV: 'production' as const, SLIPWAY_LOG_LEVEL: 'info' }
  const env = name === 'supervisor' ? childEnvironment() : own
  const output = openSync(join(stateDir, `${name}.log`), 'a')
  const child = spawn(process.execPath, [...typescriptArguments, join(programRoot, file), ...args], {
    cwd: programRoot,
    env,
    stdio: ['ignore', output, output],
  })
  running.set(name, child)
}
async function end(name: string, signal: NodeJS.Signals): Promise<void> {
  const child = running.get(name)
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

/** kill -9, and the process that watches over it starts it again at once. */
const KILL: Record<string, () => Promise<void>> = {
  ...Object.fromEntries(
    Object.keys(COMMANDS).map((name) => [
      name,
      async () => {
        await end(name, 'SIGKILL')
        start(name)
      },
    ]),
  ),
  postgres: () => postgres.killAndRestart(),
  async gateway() {
    // Its supervisor starts another one.
    process.kill((await gateway.status()).pid, 'SIGKILL')
  },
}
/** Answers between two kills: varied, so that they fall into every stage. */
const SCRIPT: [victim: string, afterAnswers: number][] = [
  ['worker', 30],
  ['supervisor', 80],
  ['postgres', 110],
  ['gateway', 60],
  ['web', 40],
  ['worker', 120],
  ['postgres', 20],
]
const TRAFFIC_GAP_MS = 60_000
/** What was answered but not yet handed to the kernel dies with the gateway: a tenth of a second, more on a busy machine. */
const UNWRITTEN_MS = 1000

for (const name of ['web', 'worker']) start(name)
const answers = () => fetch(webUrl, { method: 'POST' }).then(() => true)
await until('the web answers', () => answers().catch(() => false), 120_000)
start('supervisor')
afterAll(async () => {
  await Promise.all(Object.keys(COMMANDS).map((name) => end(name, 'SIGTERM')))
  await gateway.shutDown().catch(() => undefined)
  await plane.close()
  await closeDatabase()
  await postgres.stop()
}, 120_000)

/** While the database is away a look at it fails; it is taken again. */
const eventually = (what: string, look: () => Promise<boolean>, timeoutMs: number) =>
  until(what, () => look().catch(() => false), timeoutMs)
const statusOf = async (id: string) => (await database().rollout.findFirstOrThrow({ where: { id } })).status

test('every process is killed again and again during a canary: it ends as it should, once, and nothing is lost or doubled', async () => {
  const joined = async () => {
    // Whoever watches over the agent starts it again when its first call found nobody.
    if (running.get('supervisor')?.exitCode != null) start('supervisor')
    return (await database().target.count()) > 0
  }
  await eventually('the agent has joined', joined, 180_000)
  const agent = await database().agent.findFirstOrThrow({ where: { name: 'local' } })
  const modelId = await plane.newModel('census')
  const champion = await plane.newVersion(modelId, 'census-employment/champion')
  const challenger = await plane.newVersion(modelId, 'census-employment/challenger')
  const deployment = await plane.newDeployment(agent.id, modelId, 'census', 'employment')
  const ask = (versionId: string, shares: number[]) =>
    runCommand(requestRollout, {
      principal: plane.operator,
      workspace: plane.slug,
      input: {
        deploymentId: deployment.id,
        versionId,
        strategy: 'linear',
        steps: shares.map((candidateBps) => ({ candidateBps, minDwellSec: 3 })),
        reason: 'to be killed on the way',
      },
    })
  const first = await ask(champion.versionId, [10_000])
  await eventually('the first version serves', async () => (await statusOf(first.rolloutId)) === 'SUCCEEDED', 180_000)

  const { port } = await gateway.status()
  const load = steadyLoad(`http://127.0.0.1:${port}/employment/v2/models/census/infer`, 2, 20)
  const { rolloutId } = await ask(challenger.versionId, [5000, 10_000])
  const gatewayKilledAt: number[] = []
  for (const [victim, afterAnswers] of SCRIPT) {
    const at = load.served.length
    await until(`traffic before ${victim} is killed`, () => load.served.length > at + afterAnswers, TRAFFIC_GAP_MS)
    if (victim === 'gateway') gatewayKilledAt.push(Date.now())
    await KILL[victim]?.()
  }
  await eventually('the rollout ends', async () => (await statusOf(rolloutId)) === 'SUCCEEDED', 400_000)
  await load.stop()
  expect(load.served.filter((one) => one.status !== 200)).toEqual([])

  const settled = await plane.door.settledPlan(database(), deployment.id)
  await eventually(
    'desired is observed',
    async () => (await plane.door.observed(database(), deployment.id))?.planDigest === settled.planDigest,
    30_000,
  )
  expect(settled.plan?.variants.map((one) => [one.role, one.versionNumber, one.weightBps]).sort()).toEqual([
    ['candidate', 1, 0],
    ['stable', 2, 10_000],
  ])
  expect((await gateway.status()).deployments).toMatchObject([{ planDigest: settled.planDigest }])

  const events = await database().rolloutEvent.findMany({ where: { rolloutId }, orderBy: { n: 'asc' } })
  const audited = await database().auditEvent.findMany({
    where: { outcome: 'success', resources: { has: `rollout:${rolloutId}` } },
    orderBy: { id: 'asc' },
  })
  const transitions = audited.filter(({ type }) => !/plan-desired|preflight-recorded|command-/.test(type))
  expect(transitions.map(({ type }) => type)).toEqual(events.map(({ type }) => type))
  expect(events.filter(({ type }) => type === 'rollouts.completed')).toHaveLength(1)
  expect(events.filter(({ toStatus }) => toStatus === 'APPLYING').map(({ stepIndex }) => stepIndex)).toEqual([0, 1])

  const answered = new Map(load.served.map((one) => [rowId(deployment.id, one.predictionId), one.atMs]))
  const mayBeLost = (atMs: number) =>
    gatewayKilledAt.some((killed) => atMs <= killed + 50 && killed - atMs < UNWRITTEN_MS)
  const lost = async () => {
    const stored = new Set(await storedIds(pool()))
    return [...answered].filter(([id, atMs]) => !stored.has(id) && !mayBeLost(atMs)).map(([id]) => id)
  }
  await eventually('every row is stored', async () => (await lost()).length === 0, 60_000)
  const stored = await storedIds(pool())
  expect(new Set(stored).size).toBe(stored.length)

  const stuck = () =>
    pool().query(
      `SELECT count(*)::int AS n FROM graphile_worker._private_jobs
       WHERE (locked_at IS NOT NULL AND locked_at < now() - interval '5 s') OR (run_at < now() - interval '10 s' AND locked_at IS NULL AND attempts < max_attempts)`,
    )
  await eventually('no job is stuck', async () => (await stuck()).rows[0]?.n === 0, 120_000)
}, 900_000)
