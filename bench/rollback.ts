import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ownPostgres } from '@/agent/testing/own-postgres'
import type { Principal } from '@/lib/identity/domain/principal'
import type { DemoDeployment } from '@/prisma/seed/demo-deployment'
import type { DemoIdentity } from '@/prisma/seed/demo-identity'
import type { Figure } from './figure'
import { startWeb } from './web-process'

const ROUNDS = Number(process.env['SLIPWAY_BENCH_ROUNDS'] ?? 60)
const WARM_UP = 3
const DATA = join(import.meta.dirname, '../prisma/seed/demo')
const ROW = [46, 21, 1, 0, 2, 0, 3, 1, 4, 2, 1, 2, 2, 2, 1, 1]
const BODY = JSON.stringify({ inputs: [{ name: 'input', datatype: 'FP32', shape: [1, 16], data: ROW }] })
/** So many answers of the new version in a row say that the old one is gone. */
const SETTLED = 10
const GIVE_UP_MS = 60_000

interface Stack {
  deploymentId: string
  gatewayUrl: string
  act(action: string, body: object): Promise<{ rolloutId: string }>
}

interface Round {
  answered: number
  traffic: number
  observed: number
}

/** From the click's request to the last answer of the old version, and to the console's knowledge of it: the demo's stack, warm versions, in turns. */
export async function run(): Promise<Figure[]> {
  const dir = mkdtempSync(join(tmpdir(), 'slipway-bench-'))
  // Durable as in production: what a commit costs belongs to the figure.
  const postgres = await ownPostgres()
  process.env['DATABASE_URL'] = postgres.url
  process.env['SLIPWAY_HOME'] = join(dir, 'home')
  process.env['SLIPWAY_LOG_LEVEL'] = 'error'
  const processes = keepProcesses()
  const web = await startWeb()
  try {
    processes.start('worker')
    const { seedDemoIdentity } = await import('@/prisma/seed/demo-identity')
    const { seedDemoAgentToken } = await import('@/prisma/seed/demo-agent')
    const { seedDemoDeployment } = await import('@/prisma/seed/demo-deployment')
    const identity = await seedDemoIdentity()
    const tokenFile = join(dir, 'token')
    writeFileSync(tokenFile, await seedDemoAgentToken(identity), { mode: 0o600 })
    processes.start('agent', '--state', join(dir, 'agent'), '--server', web.url, '--token-file', tokenFile)
    const demo = await seedDemoDeployment(identity, DATA)
    return await measure(await stackOf(identity, demo, web.url))
  } finally {
    await processes.stop()
    await web.stop()
    await (await import('@/lib/server/database')).closeDatabase()
    await postgres.stop()
    await rm(dir, { recursive: true, force: true })
  }
}

/** Slipway's own processes, started again when they end, as `up` does. */
function keepProcesses() {
  const running = new Map<string, ChildProcess>()
  let isOver = false
  const start = (name: string, ...args: string[]) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'cli/main.ts', name, ...args], {
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: 'ignore',
    })
    running.set(name, child)
    child.once('exit', () => {
      if (!isOver) start(name, ...args)
    })
  }
  return {
    start,
    async stop() {
      isOver = true
      await Promise.all(
        [...running.values()].map(async (child) => {
          if (child.exitCode !== null) return
          const gone = once(child, 'exit')
          child.kill('SIGTERM')
          await gone
        }),
      )
    },
  }
}

async function stackOf(identity: DemoIdentity, demo: DemoDeployment, url: string): Promise<Stack> {
  const { runCommand } = await import('@/lib/server/run-command')
  const { createToken } = await import('@/lib/identity/use-cases/create-token')
  const person = identity.personas.find(({ role }) => role === 'operator')
  if (!person) throw new Error('the demo has no operator')
  const grants = [{ workspaceId: identity.workspace.id, roles: ['operator' as const] }]
  const operator: Principal = {
    ...person,
    kind: 'user',
    id: person.userId,
    sessionId: person.userId,
    method: 'seed',
    grants,
  }
  const { token } = await runCommand(createToken, {
    principal: operator,
    workspace: identity.workspace.slug,
    input: { name: 'rollback bench', scopes: ['rollouts:read', 'rollouts:advance', 'rollouts:roll-back'] },
  })
  return {
    ...demo,
    async act(action, body) {
      const response = await fetch(`${url}/api/v1/rollouts/${action}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
        },
        body: JSON.stringify({ ...body, reason: 'measured' }),
      })
      if (!response.ok) throw new Error(`${action}: ${response.status} ${await response.text()}`)
      return (await response.json()) as { rolloutId: string }
    },
  }
}

async function ask(stack: Stack): Promise<number> {
  const url = `${stack.gatewayUrl}/census-employment/v2/models/census-employment/infer`
  const response = await fetch(url, { method: 'POST', body: BODY, headers: { 'content-type': 'application/json' } })
  await response.arrayBuffer()
  if (!response.ok) throw new Error(`the gateway answered ${response.status}`)
  return Number(response.headers.get('x-slipway-version'))
}

async function eventually<T>(what: string, everyMs: number, look: () => Promise<T | null>): Promise<T> {
  const end = performance.now() + GIVE_UP_MS
  for (;;) {
    const seen = await look()
    if (seen !== null) return seen
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`)
    await pause(everyMs)
  }
}

/** The demo's canary becomes the stable version, so that two good versions stand warm side by side. */
async function promote(stack: Stack): Promise<void> {
  const { database } = await import('@/lib/server/database')
  const open = await database().rollout.findFirstOrThrow({
    where: { deploymentId: stack.deploymentId },
    orderBy: { number: 'desc' },
  })
  await eventually('the canary is promoted', 500, async () => {
    await ask(stack)
    const { status } = await database().rollout.findUniqueOrThrow({ where: { id: open.id } })
    if (status === 'SUCCEEDED') return true
    // Refused until evidence of the running step has arrived.
    if (status === 'BAKING') await stack.act(`rollouts/${open.id}/promote`, {}).catch(() => undefined)
    return null
  })
}

async function turn(stack: Stack, variantId: string, versionNumber: number): Promise<Round> {
  const { database } = await import('@/lib/server/database')
  const clicked = performance.now()
  let answered = 0
  const click = stack.act(`deployments/${stack.deploymentId}/roll-back`, { variantId }).then(({ rolloutId }) => {
    answered = performance.now() - clicked
    return rolloutId
  })
  const traffic = async () => {
    let since = 0
    for (let run = 0; run < SETTLED; await pause(2)) {
      const version = await ask(stack)
      if (run === 0) since = performance.now() - clicked
      run = version === versionNumber ? run + 1 : 0
      if (performance.now() - clicked > GIVE_UP_MS) throw new Error('traffic did not move')
    }
    return since
  }
  const observed = async () => {
    const rolloutId = await click
    const { commandId } = await database().rollout.findUniqueOrThrow({ where: { id: rolloutId } })
    const { planDigest } = await database().command.findUniqueOrThrow({ where: { id: commandId ?? '' } })
    await eventually('the plan is observed', 5, async () => {
      const seen = await database().observedState.findUniqueOrThrow({ where: { deploymentId: stack.deploymentId } })
      return seen.planDigest === planDigest ? true : null
    })
    return performance.now() - clicked
  }
  const [trafficMs, observedMs, rolloutId] = await Promise.all([traffic(), observed(), click])
  await eventually('the rollback ends', 20, async () => {
    const { status } = await database().rollout.findUniqueOrThrow({ where: { id: rolloutId } })
    return status === 'ROLLED_BACK' ? true : null
  })
  return { answered, traffic: trafficMs, observed: observedMs }
}

async function measure(stack: Stack): Promise<Figure[]> {
  const { database } = await import('@/lib/server/database')
  await promote(stack)
  const variants = await database().variant.findMany({
    where: { deploymentId: stack.deploymentId },
    orderBy: { versionNumber: 'asc' },
  })
  const rounds: Round[] = []
  for (let i = 0; i < WARM_UP + ROUNDS; i += 1) {
    const variant = variants[i % 2]
    if (!variant) throw new Error('the demo has two versions')
    const round = await turn(stack, variant.id, variant.versionNumber)
    if (i >= WARM_UP) rounds.push(round)
  }
  return (['answered', 'traffic', 'observed'] as const).flatMap((what) => {
    const samples = rounds.map((round) => round[what]).sort((a, b) => a - b)
    return [
      figure(`rollback.click-to-${what}.p50`, samples, 0.5, what === 'answered' ? null : 300),
      figure(`rollback.click-to-${what}.p99`, samples, 0.99, what === 'answered' ? null : 2000),
    ]
  })
}

function figure(name: string, sorted: readonly number[], p: number, target: number | null): Figure {
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0
  const ends = { min: sorted[0] ?? 0, median: at(0.5), max: sorted.at(-1) ?? 0 }
  return { name, value: at(p), unit: 'ms', baseline: null, ratio: null, target, n: sorted.length, ...ends }
}
