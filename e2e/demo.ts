import { z } from 'zod'

const demoSchema = z.object({
  url: z.url(),
  workspace: z.string(),
  personas: z.array(z.object({ role: z.string(), email: z.string(), password: z.string() })),
  apiToken: z.string(),
  agentId: z.string(),
  gatewayUrl: z.url(),
  deploymentId: z.string(),
  home: z.string(),
})

/** What `up --json` said about the stack under test. */
export const demo = demoSchema.parse(JSON.parse(process.env['SLIPWAY_DEMO'] ?? '{}'))

export type PersonaRole =
  | 'data-scientist'
  | 'operator'
  | 'second-operator'
  | 'auditor'
  | 'platform-admin'
  | 'security-admin'

export function personaOf(role: PersonaRole): { email: string; password: string } {
  const persona = demo.personas.find((one) => one.role === role)
  if (!persona) throw new Error(`the demo has no ${role}`)
  return persona
}

/** Address of a page of the demo workspace. */
export function pageUrl(path = ''): string {
  return `${demo.url}/${demo.workspace}${path === '' ? '' : `/${path}`}`
}
