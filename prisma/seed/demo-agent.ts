import { createEnrollmentToken } from '@/lib/agents/use-cases/create-enrollment-token'
import type { Principal } from '@/lib/identity/domain/principal'
import { database } from '@/lib/server/database'
import { runCommand } from '@/lib/server/run-command'
import type { DemoIdentity } from './demo-identity'

const AGENT_NAME = 'demo-local'

/** A one-time token for the local agent; when its state was lost, the same agent is enrolled anew with a new key. */
export async function seedDemoAgentToken(identity: DemoIdentity): Promise<string> {
  const admin = identity.personas.find((persona) => persona.role === 'platform-admin')
  if (!admin) throw new Error('the demo has no platform admin')
  const principal: Principal = {
    kind: 'user',
    id: admin.userId,
    name: admin.name,
    email: admin.email,
    sessionId: admin.userId,
    method: 'seed',
    grants: [{ workspaceId: identity.workspace.id, roles: ['platform-admin'] }],
  }
  const known = await database().agent.findUnique({
    where: { workspaceId_name: { workspaceId: identity.workspace.id, name: AGENT_NAME } },
  })
  const input = { agentName: AGENT_NAME, reEnroll: known !== null }
  const { token } = await runCommand(createEnrollmentToken, { principal, workspace: identity.workspace.slug, input })
  return token
}
