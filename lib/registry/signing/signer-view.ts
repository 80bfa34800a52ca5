import type { TrustedSigner } from '@/prisma/generated/client'
import type { SignerView } from '../provenance-contract'

export function toSignerView(row: TrustedSigner): SignerView {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as SignerView['kind'],
    identity: row.identity,
    issuer: row.issuer,
    fingerprint: row.fingerprint,
    addedByName: row.addedByName,
    addedAt: row.addedAt.toISOString(),
  }
}
