import { notFound } from '@/lib/kernel/app-error'
import type { Db } from '@/lib/server/database'
import type { BinningSpec } from '../domain/binning-spec'
import type { BuiltReference } from '../domain/build-reference'
import { binningSpecSchema, referenceHistogramsSchema } from '../reference-contract'
import { saveSpec } from '../store/specs'
import { type MonitoredVariant, monitoredVariants } from './monitored-variants'

export interface DriftReference {
  id: string
  digest: string
  rows: number
  sourceName: string
  specId: string
  spec: BinningSpec
  histograms: BuiltReference['histograms']
}

/** The variant asked for, or the one that serves most: stable before candidate before anything else. */
export async function driftVariant(
  workspaceId: string,
  deploymentId: string,
  variantId: string | undefined,
): Promise<MonitoredVariant> {
  const variants = await monitoredVariants(workspaceId, deploymentId)
  const byRole = (role: string) => variants.find((variant) => variant.role === role)
  const chosen =
    variantId === undefined
      ? (byRole('stable') ?? byRole('candidate') ?? variants.at(-1))
      : variants.find((variant) => variant.id === variantId)
  if (chosen === undefined) throw notFound('variant')
  return chosen
}

/** Training reference of a version, or null: then drift cannot be told. */
export async function driftReference(db: Db, workspaceId: string, versionId: string): Promise<DriftReference | null> {
  const row = await db.reference.findUnique({ where: { workspaceId_versionId: { workspaceId, versionId } } })
  if (row === null) return null
  const spec = binningSpecSchema.parse(row.spec)
  const { id, digest, rows, sourceName } = row
  return {
    id,
    digest,
    rows,
    sourceName,
    spec,
    specId: await saveSpec(workspaceId, spec),
    histograms: referenceHistogramsSchema.parse(row.histograms),
  }
}
