import { secretFingerprint } from '@/lib/server/secret-box'
import type { ImportSource } from '@/prisma/generated/client'
import { type ImportScheme, urlOf } from '../domain/import-address'
import type { ImportSourceView } from '../import-source-contract'

/** The source as everybody may see it who sees it at all: API answers and audit events. */
export function toImportSourceView(row: ImportSource): ImportSourceView {
  const scheme = row.scheme as ImportScheme
  const { place, prefix: path } = row
  return {
    id: row.id,
    scheme,
    address: scheme === 's3' || scheme === 'gs' ? `${scheme}://${place}/${path}` : urlOf({ scheme, place, path }),
    region: row.region,
    endpoint: row.endpoint,
    accessKeyId: row.accessKeyId,
    secret: row.secret === null ? null : '***',
    secretFingerprint: row.secret === null ? null : secretFingerprint(row.secret),
    secretChangedAt: row.secretChangedAt?.toISOString() ?? null,
    createdByName: row.createdByName,
    createdAt: row.createdAt.toISOString(),
  }
}
