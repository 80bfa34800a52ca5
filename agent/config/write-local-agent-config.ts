import { statePaths } from '../state/state-paths'
import { writeDurably } from '../state/write-durably'
import { type AgentConfig, agentConfigSchema } from './agent-config'

interface LocalAgent {
  server: string
  environments: readonly string[]
  gatewayPort?: number
}

/** The `agent.json` of the agent that a local installation brings along: every model of the named environments, in process, on loopback. */
export async function writeLocalAgentConfig(stateDir: string, local: LocalAgent): Promise<void> {
  const config: AgentConfig = agentConfigSchema.parse({
    server: local.server,
    gateway: { host: '127.0.0.1', port: local.gatewayPort ?? 0, auth: null },
    allow: [
      {
        runtime: 'onnx',
        location: 'local',
        environments: local.environments,
        models: ['*'],
        kinds: ['apply-plan', 'stop-serving', 'evict-version'],
        trust: 'T0',
        maxMemoryMiB: 4096,
      },
    ],
  })
  await writeDurably(statePaths(stateDir).config, `${JSON.stringify(config, null, 2)}\n`)
}
