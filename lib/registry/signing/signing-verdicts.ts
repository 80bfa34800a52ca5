import type { Db } from '@/lib/server/database'
import { overallVerdict, type SigningVerdict } from '../domain/signing/signing-verdict'
import { judgeSignature } from './judge-signatures'
import { signedSubject } from './signed-subject'
import { sigstoreTrust } from './trust-root'

interface Row {
  versionId: string
  kind: string
  content: string
  manifestDigest: string | null
  /** Only what a Sigstore signature is about. */
  files: { path: string; sha256: string; sizeBytes: string }[] | null
}

/** The overall verdict on the signatures of several versions, by what the workspace trusts now. */
export async function signingVerdicts(
  db: Db,
  workspaceId: string,
  versionIds: readonly string[],
): Promise<Map<string, SigningVerdict>> {
  const [rows, trusted, trust] = await Promise.all([
    db.$queryRaw<Row[]>`SELECT s."versionId"::text AS "versionId", s.kind, s.content, v."manifestDigest",
        CASE s.kind WHEN 'sigstore' THEN (SELECT json_agg(json_build_object('path', f.path, 'sha256', f.sha256, 'sizeBytes', f."sizeBytes"::text))
          FROM "VersionFile" f WHERE f."workspaceId" = v."workspaceId" AND f."versionId" = v.id) END AS files
      FROM "VersionSignature" s JOIN "ModelVersion" v ON v."workspaceId" = s."workspaceId" AND v.id = s."versionId"
      WHERE s."workspaceId" = ${workspaceId}::uuid AND s."versionId" = ANY(${versionIds}::uuid[])`,
    db.trustedSigner.findMany({ where: { workspaceId, removedAt: null } }),
    sigstoreTrust(),
  ])
  const judged = new Map<string, ReturnType<typeof judgeSignature>[]>()
  for (const { versionId, manifestDigest, files, ...signature } of rows) {
    const listed = (files ?? []).map((file) => ({ ...file, sizeBytes: BigInt(file.sizeBytes) }))
    const subject = signedSubject({ manifestDigest, files: listed })
    if (subject === null) continue
    judged.set(versionId, [...(judged.get(versionId) ?? []), judgeSignature(signature, subject, trusted, trust)])
  }
  return new Map([...judged].map(([id, signatures]) => [id, overallVerdict(signatures)]))
}
