import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { allocateRanges } from '@/lib/agents/domain/allocate-ranges'
import { type Plan, planDigest } from '@/lib/agents/domain/plan'
import type { ModelSignature } from '@/lib/agents/domain/signature'
import type { GatewayConfig } from '../gateway/gateway-config'
import type { DeploymentSpec, ModelSpec } from '../gateway/routing/deployment-spec'
import { GatewayClient } from '../gateway-link/gateway-client'
import { gatewayArguments, programRoot } from '../processes/typescript-arguments'
import { childEnvironment } from '../settings'
import { statePaths } from '../state/state-paths'
import { writeDurably } from '../state/write-durably'

/** The real data sets, beside the project. */
export const dataDir = resolve(process.env['SLIPWAY_DATA_DIR'] ?? join(programRoot, '..', 'shared', 'data'))

export function freePort(): Promise<number> {
  return new Promise((resolvePort) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolvePort(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

interface Card {
  inputs: { name: string; dtype: string; shape: (number | string)[] }[]
  outputs: { name: string; dtype: string; shape: (number | string)[] }[]
  features: { name: string }[]
  classes?: number[]
  positiveClass?: number
}

/** A model of the data sets as the registry would describe it. */
export function modelSpec(model: string): ModelSpec {
  const [set, name] = model.split('/')
  const path = join(dataDir, set ?? '', 'models', `${name}.onnx`)
  const card = JSON.parse(readFileSync(path.replace(/\.onnx$/, '.json'), 'utf8')) as Card
  const signature: ModelSignature = {
    inputs: card.inputs.map((input) => ({ name: input.name, datatype: input.dtype, shape: input.shape })),
    outputs: card.outputs.map((output) => ({ name: output.name, datatype: output.dtype })),
    features: card.features.map((feature) => ({ name: feature.name })),
    ...(card.classes === undefined ? {} : { classes: card.classes }),
    ...(card.positiveClass === undefined ? {} : { positiveClass: card.positiveClass }),
  }
  const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex')
  return { source: { path, sha256, hasExternalData: false }, signature, warmMsP95: null }
}

export interface VariantDraft {
  id: string
  model: string
  version: number
  weightBps: number
  role?: 'stable' | 'candidate' | 'shadow'
  mirrorBps?: number
}

export interface SpecDraft {
  fence: number
  variants: VariantDraft[]
  previous?: DeploymentSpec
  unitHeader?: string
  missingUnit?: 'random' | 'stable' | 'reject'
  allowOverride?: boolean
  name?: string
  modelName?: string
  stopped?: boolean
  deploymentId?: string
}

export function deploymentSpec(draft: SpecDraft): DeploymentSpec {
  const deploymentId = draft.previous?.deploymentId ?? draft.deploymentId ?? randomUUID()
  const models: Record<string, ModelSpec> = {}
  const variants = draft.variants
    .map((v, i) => {
      const model = modelSpec(v.model)
      const manifestDigest = `sha256:${model.source.sha256}`
      models[manifestDigest] = model
      return {
        variantId: v.id,
        role: v.role ?? (i === 0 ? ('stable' as const) : ('candidate' as const)),
        versionNumber: v.version,
        manifestDigest,
        configDigest: `sha256:${'c'.repeat(64)}`,
        weightBps: v.weightBps,
        mirrorBps: v.mirrorBps ?? 0,
        requestCap: null,
      }
    })
    .sort((a, b) => (a.variantId < b.variantId ? -1 : 1))
  const plan: Plan = {
    schema: 'slipway.plan/1',
    deploymentId,
    variants,
    routing: {
      salt: deploymentId,
      unitKey: { header: draft.unitHeader ?? 'x-slipway-unit' },
      missingUnit: draft.missingUnit ?? 'random',
      ranges: allocateRanges(draft.previous?.plan.routing?.ranges ?? null, variants),
    },
  }
  return {
    schema: 'slipway.routing/1',
    deploymentId,
    generation: String(draft.fence),
    fence: String(draft.fence),
    planDigest: planDigest(plan),
    plan,
    facts: {
      deploymentName: draft.name ?? 'census',
      environmentName: 'production',
      modelName: draft.modelName ?? 'census-employment',
      allowOverride: draft.allowOverride ?? false,
    },
    stopped: draft.stopped ?? false,
    capture: null,
    models,
  }
}

export interface TestGateway {
  stateDir: string
  url: string
  client: GatewayClient
  child: ChildProcess
  start(): Promise<void>
  kill(): Promise<void>
  stop(): Promise<void>
}

/** A real gateway process on a state directory of its own. */
export async function testGateway(overrides: Partial<GatewayConfig> = {}): Promise<TestGateway> {
  const stateDir = mkdtempSync(join(tmpdir(), 'slipway-gateway-'))
  const paths = statePaths(stateDir)
  const config: GatewayConfig = {
    host: '127.0.0.1',
    port: await freePort(),
    bearerHashes: null,
    maxInFlight: 1024,
    requestTimeoutMs: 30_000,
    spoolLimitBytes: 1_073_741_824,
    ...overrides,
  }
  await writeDurably(paths.gatewayConfig, JSON.stringify(config))
  const client = new GatewayClient(paths.gatewaySocket)
  const launch = () =>
    spawn(process.execPath, [...gatewayArguments, stateDir], {
      cwd: programRoot,
      env: childEnvironment(),
      stdio: ['ignore', 'inherit', 'inherit'],
    })
  const isUp = () =>
    fetch(`http://127.0.0.1:${config.port}/none/ping`).then(
      () => true,
      () => false,
    )
  const gateway: TestGateway = {
    stateDir,
    url: `http://127.0.0.1:${config.port}`,
    client,
    child: launch(),
    async start() {
      if (gateway.child.exitCode !== null || gateway.child.signalCode !== null) gateway.child = launch()
      while (!(await isUp())) await sleep(10)
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  }
  const end = (signal: NodeJS.Signals) =>
    new Promise<void>((done) => {
      if (gateway.child.exitCode !== null || gateway.child.signalCode !== null) return done()
      gateway.child.once('exit', () => done())
      gateway.child.kill(signal)
    })
  await gateway.start()
  return gateway
}

export const hasData = existsSync(dataDir)
