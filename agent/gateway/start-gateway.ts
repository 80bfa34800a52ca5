import { randomUUID } from 'node:crypto'
import { mkdir, readdir } from 'node:fs/promises'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { log } from '../log'
import { SpoolWriter } from '../spool/spool-writer'
import { readJson } from '../state/read-json'
import { type StatePaths, statePaths } from '../state/state-paths'
import { writeDurably } from '../state/write-durably'
import { Capture } from './capture/capture'
import type { GatewayStatus } from './control/control-messages'
import { createControlServer, listenOnSocket } from './control/control-server'
import { ModelStore } from './engine/model-store'
import { gatewayConfigSchema } from './gateway-config'
import { createGatewayServer } from './http/gateway-server'
import { type DeploymentSpec, deploymentSpecSchema } from './routing/deployment-spec'
import { Router } from './routing/router'

const DRAIN_MS = 30_000

async function restoreAll(router: Router, paths: StatePaths): Promise<GatewayStatus['failed']> {
  const failed: GatewayStatus['failed'] = []
  const names = (await readdir(paths.routing)).filter((name) => name.endsWith('.json'))
  for (const name of names) {
    try {
      const spec = await readJson(join(paths.routing, name), deploymentSpecSchema)
      if (spec !== null) await router.restore(spec)
    } catch (error) {
      // One broken model must not keep the others from serving.
      failed.push({
        deploymentId: name.replace(/\.json$/, ''),
        message: error instanceof Error ? error.message : String(error),
      })
      log.error({ err: error, file: name }, 'a deployment could not be restored')
    }
  }
  return failed
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve())
  })
}

/** The data plane: starts from what is on disk, serves whether or not anybody is attached. */
export async function startGateway(stateDir: string): Promise<{ stop(): Promise<void> } | null> {
  const paths = statePaths(stateDir)
  const config = await readJson(paths.gatewayConfig, gatewayConfigSchema)
  if (config === null) throw new Error(`${paths.gatewayConfig} is missing; start the agent, which writes it.`)
  await mkdir(paths.routing, { recursive: true, mode: 0o700 })
  await mkdir(paths.spool, { recursive: true, mode: 0o700 })
  const persist = (spec: DeploymentSpec) =>
    writeDurably(join(paths.routing, `${spec.deploymentId}.json`), JSON.stringify(spec))
  const router = new Router(new ModelStore(config.requestTimeoutMs), persist)
  const writer = new SpoolWriter(paths.spool)
  const capture = new Capture(writer, paths.spool, config.spoolLimitBytes)
  let draining = false
  let failed: GatewayStatus['failed'] = []
  let stopped: Promise<void> | null = null
  const server = createGatewayServer({ ...config, router, capture, isDraining: () => draining })
  const control = createControlServer({
    router,
    bootId: randomUUID(),
    port: config.port,
    bufferedRows: () => writer.bufferedRows,
    failed: () => failed,
    shutDown: () => void process.kill(process.pid, 'SIGTERM'),
  })
  // The socket is the lock: whoever holds it is the gateway of this state directory.
  if (!(await listenOnSocket(control, paths.gatewaySocket))) return null

  const stop = () => {
    stopped ??= (async () => {
      draining = true
      server.close()
      server.closeIdleConnections()
      await router.drainAll(DRAIN_MS)
      capture.stop()
      await writer.close()
      control.close()
      control.closeAllConnections()
      server.closeAllConnections()
    })()
    return stopped
  }
  await writer.recover()
  writer.start((error) => log.error({ err: error }, 'captured rows could not be written'))
  capture.start()
  failed = await restoreAll(router, paths)
  await listen(server, config.host, config.port)
  return { stop }
}
