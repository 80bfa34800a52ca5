import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { seedDemoAgentToken } from '@/prisma/seed/demo-agent'
import { seedDemoDeployment } from '@/prisma/seed/demo-deployment'
import { type DemoIdentity, seedDemoIdentity } from '@/prisma/seed/demo-identity'
import { type Children, subcommand } from './children'
import { readCredentials, writeCredentials } from './credentials'
import { step } from './progress'
import type { UpSettings } from './settings'

const DATA = resolve(import.meta.dirname, '../../prisma/seed/demo')

interface DemoStart {
  settings: UpSettings
  children: Children
  json: boolean
}

async function people(home: string) {
  const known = await readCredentials(home)
  const identity = await seedDemoIdentity({
    passwordsOf: Object.keys(known.passwords),
    tokens: known.apiToken !== null && known.serviceToken !== null,
  })
  const fresh = Object.fromEntries(
    identity.personas.flatMap(({ email, password }) => (password === null ? [] : [[email, password]])),
  )
  const credentials = {
    passwords: { ...known.passwords, ...fresh },
    apiToken: identity.apiToken ?? known.apiToken,
    serviceToken: identity.serviceToken ?? known.serviceToken,
  }
  await writeCredentials(home, credentials)
  return { identity, credentials }
}

async function startAgent({ settings, children }: DemoStart, identity: DemoIdentity): Promise<void> {
  const state = join(settings.home, 'agent')
  const args = ['agent', '--state', state, '--server', `http://127.0.0.1:${settings.port}`, '--name', 'demo-local']
  if (!existsSync(join(state, 'identity.key'))) {
    const file = join(settings.home, 'agent-token')
    await writeFile(file, await seedDemoAgentToken(identity), { mode: 0o600 })
    args.push('--token-file', file)
  }
  children.start({ name: 'agent', args: subcommand(...args) })
}

/** The demo workspace, one local agent, real models, real records. Repeatable; what exists stays. */
export async function startDemo(start: DemoStart): Promise<void> {
  const { settings, children, json } = start
  const { identity, credentials } = await step('Demo workspace and people', () => people(settings.home))
  await startAgent(start, identity)
  const demo = await step('Models, deployment and canary on real census data', () => seedDemoDeployment(identity, DATA))
  children.start({
    name: 'replay',
    args: subcommand(
      'replay',
      '--deployment',
      demo.deploymentId,
      '--rows',
      join(DATA, 'stream.csv.gz'),
      '--label',
      'employed',
      '--time',
      'timestamp',
      '--rate',
      '20',
      '--label-delay',
      'lognormal:census-employment:172800:1:0.03',
      '--api',
      `http://127.0.0.1:${settings.port}`,
      '--control',
      '--loop',
    ),
    env: { SLIPWAY_TOKEN: credentials.apiToken ?? '' },
  })
  const personas = identity.personas.map(({ role, email }) => ({
    role,
    email,
    password: credentials.passwords[email] ?? '',
  }))
  if (json) {
    const line = {
      url: settings.url,
      workspace: identity.workspace.slug,
      personas,
      apiToken: credentials.apiToken,
      agentId: demo.agentId,
      gatewayUrl: demo.gatewayUrl,
      deploymentId: demo.deploymentId,
    }
    process.stdout.write(`${JSON.stringify(line)}\n`)
    return
  }
  const rows = personas.map(({ role, email, password }) => `    ${role.padEnd(16)} ${email.padEnd(36)} ${password}`)
  process.stdout.write(
    `\nSlipway is ready: ${settings.url}\n\n  Sign in as\n${rows.join('\n')}\n\n  API token (data scientist): ${credentials.apiToken ?? ''}\n  Model gateway:              ${demo.gatewayUrl}\n\n  Ctrl-C stops everything; data stays in ${settings.home}\n`,
  )
}
