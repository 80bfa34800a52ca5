import { z } from 'zod'
import { canonicalJson } from '@/lib/kernel/canonical-json'
import { sha256Digest } from '@/lib/kernel/sha256'
import { database, pool } from '@/lib/server/database'
import { type BinningSpec, specWithoutReference, type Task } from '../domain/binning-spec'
import { type CompiledSpec, compileSpec } from '../domain/compiled-spec'

const specSchema = z.custom<BinningSpec>(
  (value) => z.looseObject({ schema: z.literal('slipway.binning-spec/1') }).safeParse(value).success,
)
const compiled = new Map<string, CompiledSpec>()

/** Id of a spec by its digest, stored on first use. */
export async function saveSpec(workspaceId: string, body: BinningSpec): Promise<string> {
  const digest = sha256Digest(canonicalJson(body))
  await pool().query('INSERT INTO mon.spec (workspace_id, digest, body) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    workspaceId,
    digest,
    JSON.stringify(body),
  ])
  const { rows } = await pool().query<{ spec_id: string }>(
    'SELECT spec_id::text FROM mon.spec WHERE workspace_id = $1 AND digest = $2',
    [workspaceId, digest],
  )
  const id = rows[0]?.spec_id
  if (id === undefined) throw new Error('a binning spec vanished between insert and select')
  return id
}

/** Specs by id, compiled once per process: a stored spec never changes. */
export async function compiledSpec(specId: string): Promise<CompiledSpec> {
  const cached = compiled.get(specId)
  if (cached !== undefined) return cached
  const { rows } = await pool().query<{ body: unknown }>('SELECT body FROM mon.spec WHERE spec_id = $1', [specId])
  const spec = compileSpec(specId, specSchema.parse(rows[0]?.body))
  if (compiled.size > 1000) compiled.clear()
  compiled.set(specId, spec)
  return spec
}

const ofVersion = new Map<string, CompiledSpec>()

const FRESH_MS = 2000
const digests = new Map<string, { digest: string | null; readMs: number }>()

/** Asked for every batch, so at most once in two seconds; a reference that this process builds counts at once. */
async function referenceDigest(workspaceId: string, versionId: string): Promise<string | null> {
  const nowMs = performance.now()
  const known = digests.get(versionId)
  if (known !== undefined && nowMs - known.readMs < FRESH_MS) return known.digest
  const { rows } = await pool().query<{ digest: string }>(
    'SELECT digest FROM "Reference" WHERE "workspaceId" = $1 AND "versionId" = $2',
    [workspaceId, versionId],
  )
  const digest = rows[0]?.digest ?? null
  if (digests.size > 1000) digests.clear()
  digests.set(versionId, { digest, readMs: nowMs })
  return digest
}

export function forgetReference(versionId: string): void {
  digests.delete(versionId)
}

/** The spec of a version: its reference's, else one without features. */
export async function specOfVersion(workspaceId: string, versionId: string, task: Task): Promise<CompiledSpec> {
  const digest = await referenceDigest(workspaceId, versionId)
  const key = `${versionId}|${digest ?? canonicalJson({ ...task })}`
  const cached = ofVersion.get(key)
  if (cached !== undefined) return cached
  const where = { workspaceId_versionId: { workspaceId, versionId } }
  const row = digest === null ? null : await database().reference.findUnique({ where, select: { spec: true } })
  const body = row === null ? specWithoutReference(task) : specSchema.parse(row.spec)
  const spec = await compiledSpec(await saveSpec(workspaceId, body))
  if (ofVersion.size > 1000) ofVersion.clear()
  ofVersion.set(key, spec)
  return spec
}
