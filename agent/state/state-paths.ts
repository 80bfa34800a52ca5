import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// The kernel's limit for socket addresses is 108 bytes, the ending zero included.
const SOCKET_PATH_LIMIT = 100

/** A socket in the state directory, or, where that path is too long, in the temporary folder under a name derived from it. */
function socketPath(stateDir: string, name: string): string {
  const inside = join(stateDir, name)
  if (Buffer.byteLength(inside) <= SOCKET_PATH_LIMIT) return inside
  return join(tmpdir(), `slipway-${createHash('sha256').update(stateDir).digest('hex').slice(0, 16)}-${name}`)
}

/** Where everything lies that an agent must remember. */
export function statePaths(stateDir: string) {
  return {
    config: join(stateDir, 'agent.json'),
    identityKey: join(stateDir, 'identity.key'),
    witnessKey: join(stateDir, 'witness.key'),
    identity: join(stateDir, 'identity.json'),
    join: join(stateDir, 'join.json'),
    pendingJoin: join(stateDir, 'pending-join.json'),
    trust: join(stateDir, 'trust', 'bundle.json'),
    journal: join(stateDir, 'journal'),
    receipts: join(stateDir, 'receipts'),
    fences: join(stateDir, 'fences.json'),
    settled: join(stateDir, 'settled.json'),
    routing: join(stateDir, 'routing'),
    files: join(stateDir, 'artifacts', 'sha256'),
    models: join(stateDir, 'models'),
    spool: join(stateDir, 'spool'),
    gatewayConfig: join(stateDir, 'gateway.json'),
    gatewayLog: join(stateDir, 'gateway.log'),
    gatewaySocket: socketPath(stateDir, 'gateway.sock'),
    agentSocket: socketPath(stateDir, 'agent.sock'),
  }
}

export type StatePaths = ReturnType<typeof statePaths>
