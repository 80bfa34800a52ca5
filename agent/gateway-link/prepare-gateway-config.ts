import { createServer } from 'node:net'
import type { AgentConfig } from '../config/agent-config'
import { type GatewayConfig, gatewayConfigSchema } from '../gateway/gateway-config'
import { readJson } from '../state/read-json'
import type { StatePaths } from '../state/state-paths'
import { writeDurably } from '../state/write-durably'

function tryPort(host: string, port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.on('error', () => resolve(null))
    server.listen(port, host, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : null))
    })
  })
}

/** The port once taken is kept: callers have it written down. Only a port nobody asked for by number may change. */
export async function prepareGatewayConfig(
  paths: StatePaths,
  config: AgentConfig,
  wantedPort: number | undefined,
  gatewayRuns: boolean,
): Promise<GatewayConfig> {
  const { host, auth } = config.gateway
  const earlier = await readJson(paths.gatewayConfig, gatewayConfigSchema)
  const fixed = wantedPort ?? (config.gateway.port === 0 ? undefined : config.gateway.port)
  let port = fixed ?? earlier?.port
  if (port === undefined || (!gatewayRuns && fixed === undefined && (await tryPort(host, port)) === null)) {
    const free = await tryPort(host, 0)
    if (free === null) throw new Error(`No port can be opened on ${host}.`)
    port = free
  }
  const next: GatewayConfig = {
    host,
    port,
    bearerHashes: auth === null || auth === 'none' ? null : auth.bearer,
    maxInFlight: config.limits.maxInFlight,
    requestTimeoutMs: config.limits.requestTimeoutMs,
    spoolLimitBytes: config.limits.spoolMiB * 1_048_576,
  }
  await writeDurably(paths.gatewayConfig, JSON.stringify(next))
  return next
}
