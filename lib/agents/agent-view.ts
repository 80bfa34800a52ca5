import { canonicalJson } from '@/lib/kernel/canonical-json'
import { sha256Hex } from '@/lib/kernel/sha256'
import type { Db } from '@/lib/server/database'
import { CANCEL_PAYLOAD_TYPE } from './domain/command'
import type { Envelope } from './domain/dsse'
import type { CapturePolicy } from './domain/serving-facts'
import { signForAgents } from './signing-key'
import { deploymentConfigSchema } from './store/deployments'
import { envelopeFromBytes } from './store/envelope-bytes'

/** Everything an agent should know that is not a command; `cursor` names this state. */
export interface AgentView {
  cursor: string
  desired: Envelope[]
  cancel: Envelope[]
  capture: CapturePolicy[]
  observeMs: number
}

interface ViewRow {
  deploymentId: string
  state: string
  config: unknown
  envelope: Uint8Array | null
  generation: bigint
  settledGeneration: bigint
}

const BUSY_MS = 2000
const CALM_MS = 15_000

/** What this agent should run, capture and stop. Reports are frequent while something is on its way, calm otherwise. */
export async function readAgentView(db: Db, agentId: string): Promise<AgentView> {
  const rows = await db.$queryRaw<ViewRow[]>`
    SELECT d.id AS "deploymentId", d.state, d.config, s.envelope, s.generation, s."settledGeneration"
    FROM "Deployment" d JOIN "DesiredState" s ON s."deploymentId" = d.id
    WHERE d."agentId" = ${agentId}::uuid AND d.state <> 'RETIRED' ORDER BY d.id`
  const open = await db.command.findMany({
    where: { agentId, state: { in: ['QUEUED', 'LEASED', 'ACCEPTED', 'RUNNING', 'UNKNOWN'] } },
    select: { id: true, fence: true, cancelRequested: true, state: true },
    orderBy: { id: 'asc' },
  })
  const moving = await db.$queryRaw<{ moving: boolean }[]>`SELECT EXISTS (SELECT 1 FROM "DesiredState" s
    JOIN "PlanRecord" p ON p."deploymentId" = s."deploymentId" AND p."planDigest" = s."settledPlanDigest"
    WHERE s."agentId" = ${agentId}::uuid AND jsonb_array_length(p.plan->'variants') > 1) AS moving`
  const cancel = open.filter((row) => row.cancelRequested && (row.state === 'ACCEPTED' || row.state === 'RUNNING'))
  const capture = rows.map((row) => ({
    deploymentId: row.deploymentId,
    ...deploymentConfigSchema.parse(row.config).capture,
  }))
  const desired = rows.flatMap((row) => (row.envelope === null ? [] : [envelopeFromBytes(row.envelope)]))
  const cancelled = cancel.map((row) => ({ commandId: row.id, agentId, fence: String(row.fence) }))
  const named = { desired: desired.map((envelope) => envelope.signatures), cancelled, capture }
  const cancelEnvelopes: Envelope[] = []
  for (const payload of cancelled)
    cancelEnvelopes.push(await signForAgents(db, CANCEL_PAYLOAD_TYPE, canonicalJson(payload)))
  return {
    cursor: sha256Hex(canonicalJson(named)).slice(0, 32),
    desired,
    cancel: cancelEnvelopes,
    capture,
    observeMs: open.length > 0 || moving[0]?.moving ? BUSY_MS : CALM_MS,
  }
}
