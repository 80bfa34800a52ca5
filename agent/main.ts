import { mkdir } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { ArtifactCache } from './artifacts/fetch-artifact'
import { loadAgentConfig } from './config/agent-config'
import { GatewayClient } from './gateway-link/gateway-client'
import { keepGateway } from './gateway-link/keep-gateway'
import { prepareGatewayConfig } from './gateway-link/prepare-gateway-config'
import { type AgentKey, loadOrCreateKey } from './identity/agent-keys'
import { Fences } from './journal/fences'
import { Journal } from './journal/journal'
import { ReceiptLog } from './journal/receipt-log'
import { log } from './log'
import { type AgentIdentity, agentIdentitySchema } from './protocol/agent-identity'
import { enroll } from './protocol/enroll'
import { ProtocolClient } from './protocol/protocol-client'
import { ServerClock } from './protocol/server-clock'
import { SpoolUploader } from './spool/spool-uploader'
import { readJson } from './state/read-json'
import { type StatePaths, statePaths } from './state/state-paths'
import { type AgentContext, TrustedKeys } from './supervisor/agent-context'
import { lockState } from './supervisor/lock-state'
import { createObserveLoop } from './supervisor/observe-loop'
import { readJournal } from './supervisor/read-journal'
import { sessionLoop } from './supervisor/session-loop'

export interface AgentOptions {
  stateDir: string
  /** Where the control plane is, when it is not where agent.json says. */
  server?: string
  /** Needed once, at the first start. */
  enrollmentToken?: string
  /** Without one a free port is taken and kept. */
  gatewayPort?: number
  /** Of no effect once enrolled: the name of record is the enrolment token's. */
  name?: string
}

export interface RunningAgent {
  agentId: string
  gatewayUrl: string
  /** Ends the supervisor; the gateway goes on serving unless it is told to end as well. */
  stop(options: { gateway: boolean }): Promise<void>
}

const GATEWAY_END_MS = 12_000

/** Another supervisor works on this state directory. */
export class StateInUseError extends Error {}

async function identify(
  client: ProtocolClient,
  key: AgentKey,
  options: AgentOptions,
  paths: StatePaths,
): Promise<AgentIdentity> {
  const known = await readJson(paths.identity, agentIdentitySchema)
  if (known !== null) return known
  if (options.enrollmentToken === undefined)
    throw new Error(
      `${options.stateDir} holds no identity yet. Create an enrolment token and start the agent with --token.`,
    )
  return enroll(client, key, options.enrollmentToken, paths)
}

/** Asks the gateway to drain and flush, and waits until it has gone. */
async function endGateway(gateway: GatewayClient): Promise<void> {
  await gateway.shutDown().catch(() => undefined)
  const until = performance.now() + GATEWAY_END_MS
  while (performance.now() < until) {
    const isGone = await gateway.status().then(
      () => false,
      () => true,
    )
    if (isGone) return
    await sleep(50)
  }
}

/** The supervisor: speaks to the control plane, verifies, journals, and tells the gateway what to serve. */
export async function runAgent(options: AgentOptions): Promise<RunningAgent> {
  const paths = statePaths(options.stateDir)
  await mkdir(options.stateDir, { recursive: true, mode: 0o700 })
  const lock = await lockState(paths.agentSocket)
  if (lock === null) throw new StateInUseError(`Another agent runs on ${options.stateDir}.`)
  const config = await loadAgentConfig(paths, options.server)
  const server = options.server ?? config.server
  const clock = new ServerClock()
  const key = await loadOrCreateKey(paths.identityKey)
  const client = new ProtocolClient(server, key, clock)
  const gateway = new GatewayClient(paths.gatewaySocket)

  // Serving comes first: what is on disk is served before, and whether or not, the control plane answers.
  const gatewayRuns = await gateway.status().then(
    () => true,
    () => false,
  )
  const { host, port } = await prepareGatewayConfig(paths, config, options.gatewayPort, gatewayRuns)
  const keeper = keepGateway(options.stateDir, paths, gateway)
  await keeper.ready

  const identity = await identify(client, key, options, paths)
  client.agentId = identity.agentId
  const journal = new Journal(paths.journal, () => clock.iso())
  const { open, finished } = readJournal(await journal.open())
  const receipts = new ReceiptLog(paths.receipts, key)
  await receipts.open()
  const context: AgentContext = {
    config,
    clock,
    client,
    gateway,
    artifacts: new ArtifactCache(client, paths),
    journal,
    fences: await Fences.open(paths),
    receipts,
    trust: new TrustedKeys(),
    targets: new Map(),
    running: new Map(),
    open,
    finished,
    desired: new Map(),
    capture: new Map(),
    reportSoon: () => observeLoop.wake(),
  }
  const uploader = new SpoolUploader(paths.spool, client)
  let online = false
  const observeLoop = createObserveLoop(context, uploader, () => online)
  const ending = new AbortController()
  const gatewayUrl = `http://${host}:${port}`
  const loops = [
    sessionLoop(context, {
      paths,
      uploader,
      observeLoop,
      gatewayUrl,
      signal: ending.signal,
      setOnline(isOnline) {
        online = isOnline
        if (isOnline) uploader.resume()
        else uploader.pause()
      },
    }),
    observeLoop.run(),
    uploader.run(),
  ]
  log.info({ agentId: identity.agentId, name: identity.name, gatewayUrl }, 'agent started')
  return {
    agentId: identity.agentId,
    gatewayUrl,
    async stop(how) {
      ending.abort()
      observeLoop.stop()
      uploader.stop()
      keeper.stop()
      await Promise.allSettled(loops)
      if (how.gateway) await endGateway(gateway)
      lock.close()
      lock.closeAllConnections()
    },
  }
}
