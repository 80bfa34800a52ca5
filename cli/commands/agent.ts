import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeLocalAgentConfig } from '@/agent/config/write-local-agent-config'
import { runAgent } from '@/agent/main'
import { CliError } from '../cli-error'

interface AgentOptions {
  state: string
  server?: string
  tokenFile?: string
  name?: string
  gatewayPort?: number
  keepGateway: boolean
}

/** First start: writes agent.json (serve every model on loopback) and enrols. Later starts need only the state directory. */
export async function runAgentCommand(options: AgentOptions): Promise<void> {
  const config = join(options.state, 'agent.json')
  if (!existsSync(config)) {
    if (!options.server)
      throw new CliError('This agent has no agent.json yet: pass --server and --token-file for its first start.')
    await writeLocalAgentConfig(options.state, {
      server: options.server,
      environments: ['*'],
      ...(options.gatewayPort === undefined ? {} : { gatewayPort: options.gatewayPort }),
    })
  }
  const enrollmentToken = options.tokenFile ? (await readFile(options.tokenFile, 'utf8')).trim() : undefined
  const agent = await runAgent({
    stateDir: options.state,
    ...(options.server ? { server: options.server } : {}),
    ...(enrollmentToken ? { enrollmentToken } : {}),
    ...(options.name ? { name: options.name } : {}),
  })
  process.stderr.write(`agent ${agent.agentId} serves at ${agent.gatewayUrl}\n`)
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve)
    process.once('SIGINT', resolve)
  })
  await agent.stop({ gateway: !options.keepGateway })
}
