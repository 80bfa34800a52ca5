import type { ReferenceView } from '../reference-contract'

interface Row {
  id: string
  modelId: string
  versionId: string
  digest: string
  rows: number
  sourceName: string
  spec: unknown
  createdAt: Date
}

export function referenceView({
  id,
  modelId,
  versionId,
  digest,
  rows,
  sourceName,
  spec,
  createdAt,
}: Row): ReferenceView {
  const features =
    typeof spec === 'object' && spec !== null && 'features' in spec && Array.isArray(spec.features)
      ? spec.features.length
      : 0
  return { id, modelId, versionId, digest, rows, sourceName, features, createdAt: createdAt.toISOString() }
}
