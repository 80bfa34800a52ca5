import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { DeploymentSpec } from '@/agent/gateway/routing/deployment-spec'
import { freePort, testGateway } from '@/agent/testing/test-gateway'
import { type Plan, planDigest } from '@/lib/agents/domain/plan'
import type { Figure } from './figure'
import { type Peer, startPeers } from './gateway-peers'

const MODEL = join(import.meta.dirname, '../prisma/seed/demo/models/challenger.onnx')
const LOAD = join(import.meta.dirname, 'gateway-load/generate-load.mjs')
const BARE = join(import.meta.dirname, 'gateway-load/bare-server.mjs')
const WIDTH = 16
const ROUNDS = 5
const SECONDS = 3
const CONNECTIONS = 16

interface Measured {
  perSecond: number
  p50: number
  failed: number
}

const run1 = promisify(execFile)

/** One plan, one variant, capture on: what every deployment has. */
function oneVariant(): DeploymentSpec {
  const deploymentId = randomUUID()
  const sha256 = createHash('sha256').update(readFileSync(MODEL)).digest('hex')
  const manifestDigest = `sha256:${sha256}`
  const variant = {
    variantId: 'stable',
    role: 'stable' as const,
    versionNumber: 1,
    manifestDigest,
    configDigest: manifestDigest,
  }
  const plan: Plan = {
    schema: 'slipway.plan/1',
    deploymentId,
    variants: [{ ...variant, weightBps: 10_000, mirrorBps: 0, requestCap: null }],
    routing: {
      salt: deploymentId,
      unitKey: { header: 'x-slipway-unit' },
      missingUnit: 'random',
      ranges: [{ from: 0, to: 10_000, variantId: 'stable' }],
    },
  }
  const signature = { inputs: [], outputs: [], classes: [0, 1], positiveClass: 1 }
  return {
    schema: 'slipway.routing/1',
    deploymentId,
    generation: '1',
    fence: '1',
    planDigest: planDigest(plan),
    plan,
    facts: { deploymentName: 'bench', environmentName: 'production', modelName: 'bench', allowOverride: false },
    stopped: false,
    capture: null,
    models: {
      [manifestDigest]: { source: { path: MODEL, sha256, hasExternalData: false }, signature, warmMsP95: null },
    },
  }
}

async function startBare(port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [BARE, MODEL, String(port)], { stdio: ['ignore', 'inherit', 'inherit'] })
  const isUp = () =>
    fetch(`http://127.0.0.1:${port}/`).then(
      ({ status }) => status === 405,
      () => false,
    )
  while (!(await isUp())) await sleep(50)
  return child
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function figure(name: string, unit: string, values: readonly number[], baseline: number, target: number): Figure {
  const value = median(values)
  return {
    name,
    value,
    unit,
    baseline,
    ratio: value / baseline,
    target,
    n: values.length,
    min: Math.min(...values),
    median: value,
    max: Math.max(...values),
  }
}

/** The gateway with routing, checks and capture against a bare HTTP server around the same runtime: both one process, taking turns. */
export async function run(): Promise<Figure[]> {
  const dir = await mkdtemp(join(tmpdir(), 'slipway-bench-'))
  const gateway = await testGateway()
  const port = await freePort()
  const bare = await startBare(port)
  let peers: Peer[] = []
  try {
    peers = await startPeers(MODEL, dir, WIDTH)
    await gateway.client.apply(oneVariant(), null)
    const urls = { gateway: `${gateway.url}/bench/v2/models/bench/infer`, bare: `http://127.0.0.1:${port}/` }
    const figures: Figure[] = []
    for (const batch of [1, 32]) {
      const data = Array.from({ length: batch * WIDTH }, (_, i) => (i * 7) % 20)
      const body = join(dir, `batch-${batch}.json`)
      await writeFile(
        body,
        JSON.stringify({ inputs: [{ name: 'input', datatype: 'FP32', shape: [batch, WIDTH], data }] }),
      )
      const load = async (url: string, connections: number, file = body): Promise<Measured> => {
        const { stdout } = await run1(process.execPath, [LOAD, url, String(connections), String(SECONDS), file])
        const measured = JSON.parse(stdout) as Measured
        if (measured.failed > 0) throw new Error(`${measured.failed} requests to ${url} failed`)
        return measured
      }
      const full: Record<'gateway' | 'bare', Measured[]> = { gateway: [], bare: [] }
      const single: Record<'gateway' | 'bare', Measured[]> = { gateway: [], bare: [] }
      await load(urls.gateway, CONNECTIONS)
      await load(urls.bare, CONNECTIONS)
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const side of ['bare', 'gateway'] as const) {
          full[side].push(await load(urls[side], CONNECTIONS))
          single[side].push(await load(urls[side], 1))
        }
      }
      const rate = (side: 'gateway' | 'bare') => full[side].map((m) => m.perSecond)
      const p50 = (side: 'gateway' | 'bare') => single[side].map((m) => m.p50)
      figures.push(figure(`gateway.v2-json.batch-${batch}`, 'requests/s', rate('gateway'), median(rate('bare')), 0.8))
      const added = p50('gateway').map((value, i) => value - (p50('bare')[i] ?? 0))
      figures.push({
        ...figure(`gateway.v2-json.batch-${batch}.added-p50`, 'ms', added, 1, 1),
        baseline: null,
        ratio: null,
      })
      for (const peer of peers) {
        const file = join(dir, `${peer.name}-${batch}.json`)
        await writeFile(file, JSON.stringify(peer.body(batch, WIDTH)))
        const rates: number[] = []
        for (let round = 0; round < ROUNDS; round += 1) rates.push((await load(peer.url, CONNECTIONS, file)).perSecond)
        figures.push({
          ...figure(
            `gateway.v2-json.batch-${batch}.against-${peer.name}`,
            'requests/s',
            rate('gateway'),
            median(rates),
            1,
          ),
          target: null,
        })
      }
    }
    return figures
  } finally {
    for (const peer of peers) peer.stop()
    bare.kill()
    await gateway.stop()
    await rm(dir, { recursive: true, force: true })
  }
}
