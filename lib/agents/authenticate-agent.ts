import type { Principal } from '@/lib/identity/domain/principal'
import { pool } from '@/lib/server/database'
import { publicKeyFromRaw } from './domain/ed25519'
import { CLOCK_SKEW_LIMIT_SEC } from './domain/protocol'
import { parseRequestSignature, type RequestSignature, verifyRequest } from './domain/verify-request'
import { protocolError } from './protocol-error'
import { acceptSequence } from './store/accept-sequence'

/** `control` takes a sequence number; `session` is guarded by its nonce, `ingest` by its batch id, and both leave the window alone. */
export type AgentRequestKind = 'control' | 'session' | 'ingest'

export interface AgentCaller {
  principal: Extract<Principal, { kind: 'agent' }>
  epoch: bigint
}

interface KeyRow {
  agentId: string
  workspaceId: string
  name: string
  state: string
  publicKey: Buffer
  nowMs: number
}

const READ_KEY = `
  SELECT a.id AS "agentId", a."workspaceId", a.name, a.state, k."publicKey", (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "nowMs"
  FROM "AgentKey" k JOIN "Agent" a ON a.id = k."agentId"
  WHERE k."keyId" = $1 AND a.id::text = $2 AND k.state <> 'REVOKED' AND k."notBefore" <= now() AND (k."notAfter" IS NULL OR k."notAfter" > now())`

function badSignature() {
  return protocolError(
    'bad_signature',
    'The request signature is missing, of an unknown key, or does not fit the request.',
  )
}

async function readKey(signed: RequestSignature): Promise<KeyRow> {
  const { rows } = await pool().query<KeyRow>(READ_KEY, [signed.keyId, signed.agentId])
  const row = rows[0]
  if (!row) throw badSignature()
  return row
}

function requireState(row: KeyRow): void {
  if (row.state === 'REVOKED')
    throw protocolError('agent_revoked', 'This agent was revoked. Enrol it anew to use it again.')
  if (row.state !== 'ACTIVE')
    throw protocolError(
      'agent_locked',
      'This agent is locked: it keeps serving and acts on nothing until it is enrolled anew.',
    )
}

async function requireSequence(row: KeyRow, signed: RequestSignature, skewMs: number): Promise<void> {
  const { agentId } = row
  const outcome = await acceptSequence({ agentId, epoch: signed.epoch, seq: signed.seq, skewMs })
  if (outcome === 'stale_epoch')
    throw protocolError('stale_epoch', 'A newer session of this agent exists. Open a session again.')
  if (outcome === 'replayed') throw protocolError('replayed', 'This request was received before and counts once.')
}

/** Judges a signed request in the protocol's order; the body has been read within its limit. Nothing is acted on before the end. */
export async function authenticateAgent(
  request: Request,
  body: Uint8Array,
  kind: AgentRequestKind,
): Promise<AgentCaller> {
  const signed = parseRequestSignature((name) => request.headers.get(name))
  if (signed === null) throw badSignature()
  const row = await readKey(signed)
  const skewMs = Math.round(signed.createdUnixSec * 1000 - row.nowMs)
  if (Math.abs(skewMs) > CLOCK_SKEW_LIMIT_SEC * 1000)
    throw protocolError('clock_skew', 'The clock of this agent is off by more than two minutes.', {
      serverTime: new Date(row.nowMs).toISOString(),
    })
  const url = new URL(request.url)
  const parts = {
    method: request.method,
    path: url.pathname,
    query: url.search,
    body,
    contentDigestHeader: request.headers.get('content-digest'),
  }
  if (!verifyRequest(parts, signed, publicKeyFromRaw(row.publicKey))) throw badSignature()
  requireState(row)
  if (kind === 'control') await requireSequence(row, signed, skewMs)
  if (kind === 'session' && (signed.epoch !== 0n || signed.seq !== 0n)) throw badSignature()
  const principal = { kind: 'agent' as const, id: row.agentId, name: row.name, workspaceId: row.workspaceId }
  return { principal, epoch: signed.epoch }
}
