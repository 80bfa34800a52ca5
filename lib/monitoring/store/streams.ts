import { pool } from '@/lib/server/database'

export interface StreamKey {
  workspaceId: string
  deploymentId: string
  generation: number
  variantId: string
  versionId: string
  role: number
  source: number
  origin: number
}

const known = new Map<string, string>()

/** Id of a stream, made on first use. Streams never change, so the answer is kept. */
export async function streamId(key: StreamKey): Promise<string> {
  const name = [key.deploymentId, key.generation, key.variantId, key.role, key.source, key.origin].join('|')
  const cached = known.get(name)
  if (cached !== undefined) return cached
  const values = [
    key.workspaceId,
    key.deploymentId,
    key.generation,
    key.variantId,
    key.versionId,
    key.role,
    key.source,
    key.origin,
  ]
  await pool().query(
    `INSERT INTO mon.stream (workspace_id, deployment_id, generation, variant_id, model_version_id, role, source, origin)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
    values,
  )
  const { rows } = await pool().query<{ stream_id: string }>(
    `SELECT stream_id::text FROM mon.stream WHERE deployment_id = $1 AND generation = $2 AND variant_id = $3 AND role = $4 AND source = $5 AND origin = $6`,
    [key.deploymentId, key.generation, key.variantId, key.role, key.source, key.origin],
  )
  const id = rows[0]?.stream_id
  if (id === undefined) throw new Error('a stream vanished between insert and select')
  if (known.size > 50_000) known.clear()
  known.set(name, id)
  return id
}
