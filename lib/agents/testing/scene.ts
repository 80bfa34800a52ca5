import type { Principal } from '@/lib/identity/domain/principal'
import { newId } from '@/lib/kernel/new-id'
import type { PlanDraft } from '../domain/build-plan'
import { FakeAgent } from './fake-agent'

const digestOf = (letter: string) => `sha256:${letter.repeat(64)}`

/**
 * A workspace with one agent and one deployment in a fresh database. Import it after the test database is in place: it reads the
 * environment.
 */
export async function makeScene() {
  const { database } = await import('@/lib/server/database')
  const { insertAuditEvent } = await import('@/lib/audit/door')
  const { runCommand } = await import('@/lib/server/run-command')
  const door = await import('../door')
  const { createEnrollmentToken } = await import('../use-cases/create-enrollment-token')
  const enrollment = await import('../enrollment-route')
  const { sessionRoute } = await import('../session-route')
  const { pollRoute } = await import('../poll-route')
  const { fileRoute } = await import('../file-route')
  const { defineAgentRoute } = await import('../agent-route')
  const { reportObserved } = await import('../use-cases/report-observed')
  const { reportCommand } = await import('../use-cases/report-command')
  const { getArtifact } = await import('../use-cases/get-artifact')
  const routes = {
    enrollChallenge: enrollment.enrollChallengeRoute,
    enroll: enrollment.enrollRoute,
    sessionChallenge: enrollment.sessionChallengeRoute,
    session: sessionRoute,
    poll: pollRoute,
    observed: defineAgentRoute(reportObserved),
    events: defineAgentRoute(reportCommand),
    artifact: defineAgentRoute(getArtifact),
    file: fileRoute,
  }
  const workspaceId = newId()
  const slug = `w-${workspaceId.slice(-8)}`
  await database().workspace.create({ data: { id: workspaceId, slug, name: slug } })
  const operator: Principal = {
    kind: 'user',
    id: newId(),
    name: 'Omar',
    email: 'omar@example.test',
    sessionId: newId(),
    method: 'password',
    grants: [{ workspaceId, roles: ['operator', 'platform-admin'] }],
  }

  type Tx = Parameters<Parameters<ReturnType<typeof database>['$transaction']>[0]>[0]
  type Audit = Parameters<typeof door.createDeployment>[1]
  /** Runs as a command of a higher room would: one transaction with audit. */
  function act<T>(run: (tx: Tx, audit: Audit) => Promise<T>): Promise<T> {
    return database().$transaction(
      async (tx) => {
        const audit: Audit = {
          record: (type, record) =>
            insertAuditEvent(tx, {
              principal: operator,
              workspaceId,
              type,
              command: 'test.act',
              requestId: newId(),
              outcome: 'success',
              ...record,
            }),
        }
        return run(tx, audit)
      },
      { timeout: 30_000 },
    )
  }

  const environmentId = newId()
  await act(async (tx, audit) => {
    await tx.environment.create({ data: { id: environmentId, workspaceId, name: 'production', kind: 'production' } })
    await audit.record('identity.environment-created', { resources: [{ kind: 'environment', id: environmentId }] })
  })

  const as = { principal: operator, workspace: slug }
  const mintToken = async (agentName: string, reEnroll = false) =>
    (await runCommand(createEnrollmentToken, { ...as, input: { agentName, reEnroll } })).token
  async function newAgent(name = 'local'): Promise<FakeAgent> {
    const agent = new FakeAgent(routes)
    await agent.enroll(await mintToken(name))
    await agent.openSession()
    return agent
  }

  async function newDeployment(agent: FakeAgent, name = 'census') {
    const target = await database().target.findFirstOrThrow({ where: { agentId: agent.agentId } })
    const input = {
      workspaceId,
      name,
      environmentId,
      targetId: target.id,
      modelId,
      modelName: 'census',
      createdById: operator.id,
    }
    return act((tx, audit) => door.createDeployment(tx, audit, input))
  }

  const modelId = newId()
  await act(async (tx, audit) => {
    await tx.model.create({ data: { id: modelId, workspaceId, name: 'scene', createdById: operator.id } })
    await audit.record('registry.model-created', { resources: [{ kind: 'model', id: modelId }] })
  })
  const versions = new Map<string, string>()
  /** A version that is ready as far as the agents' room looks; there are no bytes behind it. */
  async function versionOf(letter: string): Promise<string> {
    const known = versions.get(letter)
    if (known !== undefined) return known
    const id = newId()
    versions.set(letter, id)
    const number = letter.charCodeAt(0) - 96
    await act(async (tx, audit) => {
      const by = { createdById: operator.id, createdByName: operator.name }
      await tx.modelVersion.create({
        data: { id, workspaceId, modelId, number, state: 'READY', manifestDigest: digestOf(letter), ...by },
      })
      await audit.record('registry.version-created', { resources: [{ kind: 'version', id }] })
    })
    return id
  }

  /** A plan of one stable version, or two with a split; letters name manifests. */
  async function draft(deploymentId: string, shares: Record<string, number>): Promise<PlanDraft> {
    const letters = Object.keys(shares)
    const variants = await Promise.all(
      letters.map(async (letter, index) => {
        const versionNumber = letter.charCodeAt(0) - 96
        const facts = { versionNumber, manifestDigest: digestOf(letter), configDigest: digestOf('c') }
        const versionId = await versionOf(letter)
        const variantId = await door.ensureVariant(database(), { workspaceId, deploymentId, versionId, ...facts })
        const role = index === 0 ? ('stable' as const) : ('candidate' as const)
        return { variantId, role, ...facts, weightBps: shares[letter] ?? 0, mirrorBps: 0, requestCap: null }
      }),
    )
    return { variants, routing: { unitKey: { header: 'x-slipway-unit' }, missingUnit: 'random', salt: deploymentId } }
  }

  async function issue(
    deploymentId: string,
    shares: Record<string, number>,
    options: { lane?: 'plan' | 'protective'; key?: string; expiresInMs?: number; from?: string[] } = {},
  ) {
    const plan = await draft(deploymentId, shares)
    return act((tx, audit) =>
      door.issueCommand(tx, audit, {
        workspaceId,
        deploymentId,
        kind: 'apply-plan',
        lane: options.lane ?? 'plan',
        plan,
        idempotencyKey: options.key ?? newId(),
        ...(options.expiresInMs === undefined ? {} : { expiresInMs: options.expiresInMs }),
        ...(options.from === undefined ? {} : { expectedFromDigests: options.from }),
      }),
    )
  }

  const stateOf = async (commandId: string) => door.commandState(database(), workspaceId, commandId)
  const audits = (type: string, resource: string) =>
    database().auditEvent.count({ where: { workspaceId, type, outcome: 'success', resources: { has: resource } } })

  return {
    database,
    door,
    routes,
    workspaceId,
    slug,
    operator,
    as,
    act,
    mintToken,
    newAgent,
    newDeployment,
    issue,
    stateOf,
    audits,
  }
}

export type Scene = Awaited<ReturnType<typeof makeScene>>
