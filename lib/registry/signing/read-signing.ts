import type { Db } from '@/lib/server/database'
import { overallVerdict } from '../domain/signing/signing-verdict'
import type { SigningView } from '../provenance-contract'
import { judgeSignature } from './judge-signatures'
import { signedSubject } from './signed-subject'
import { sigstoreTrust } from './trust-root'

type Row = Parameters<typeof signedSubject>[0] & { id: string; workspaceId: string }

/** Every signature of a version, judged by what the workspace trusts now. */
export async function readSigning(db: Db, version: Row): Promise<SigningView> {
  const key = { workspaceId: version.workspaceId }
  const rows = await db.versionSignature.findMany({
    where: { ...key, versionId: version.id },
    orderBy: [{ addedAt: 'asc' }, { id: 'asc' }],
  })
  const subject = signedSubject(version)
  if (rows.length === 0 || subject === null) return { verdict: 'unsigned', signatures: [] }
  const trusted = await db.trustedSigner.findMany({ where: { ...key, removedAt: null } })
  const trust = await sigstoreTrust()
  const signatures = rows.map((row) => ({
    ...judgeSignature(row, subject, trusted, trust),
    id: row.id,
    kind: row.kind as SigningView['signatures'][number]['kind'],
    addedByName: row.addedByName,
    addedAt: row.addedAt.toISOString(),
  }))
  return { verdict: overallVerdict(signatures), signatures }
}
