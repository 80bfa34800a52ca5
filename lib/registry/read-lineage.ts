import type { Db } from '@/lib/server/database'
import type { ModelVersion } from '@/prisma/generated/client'
import type { ProvenanceView, RelativeVersion } from './provenance-contract'

type Lineage = ProvenanceView['lineage']
const MOST = 50
const parts = { id: true, modelId: true, number: true, state: true, model: { select: { name: true } } } as const
const RUN_ID = /^[0-9a-f]{32}$/

function toRelative(row: {
  id: string
  modelId: string
  number: number
  state: string
  model: { name: string }
}): RelativeVersion {
  return { id: row.id, modelId: row.modelId, modelName: row.model.name, number: row.number, state: row.state }
}

/** A run of this workspace with the data that it read; clients write its id without dashes. */
async function runOf(db: Db, workspaceId: string, sourceRunId: string) {
  const hex = sourceRunId.replaceAll('-', '').toLowerCase()
  if (!RUN_ID.test(hex)) return null
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return db.trackingRun.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: { id: true, name: true, inputs: { select: { dataset: true }, orderBy: { ordinal: 'asc' }, take: MOST } },
  })
}

/** Where a version comes from and what came of it, as far as this workspace knows. */
export async function readLineage(db: Db, version: ModelVersion): Promise<Lineage> {
  const { workspaceId, id, sourceRunId, copiedFromId, manifestDigest } = version
  const find = (where: object) =>
    db.modelVersion.findMany({ where: { workspaceId, ...where }, select: parts, orderBy: { id: 'asc' }, take: MOST })
  const [run, [origin], copies, twins] = await Promise.all([
    sourceRunId === null ? null : runOf(db, workspaceId, sourceRunId),
    copiedFromId === null ? [] : find({ id: copiedFromId }),
    find({ copiedFromId: id }),
    manifestDigest === null ? [] : find({ manifestDigest, id: { not: id } }),
  ])
  const related = new Set([copiedFromId, ...copies.map((one) => one.id)])
  const inputs = (run?.inputs ?? []).map(({ dataset }) => ({
    name: dataset.name,
    digest: dataset.digest,
    from: 'run' as const,
  }))
  return {
    data: [
      ...(version.trainingDigest === null
        ? []
        : [{ name: null, digest: version.trainingDigest, from: 'version' as const }]),
      ...inputs,
    ],
    run:
      sourceRunId === null
        ? null
        : { id: run?.id.replaceAll('-', '') ?? sourceRunId, name: run?.name ?? null, found: run !== null },
    commit: version.sourceCommit,
    copiedFrom: origin ? toRelative(origin) : null,
    copies: copies.map(toRelative),
    sameContent: twins.filter((one) => !related.has(one.id)).map(toRelative),
  }
}
