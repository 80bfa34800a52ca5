import type { CommandContext } from '@/lib/server/operation'
import { Prisma } from '@/prisma/generated/client'
import { versionState } from '../contract'
import type { SourceFile } from './resolve-version-source'

/** Columns of the new row as the database function `register_version` reads them. */
export interface VersionRow {
  source: string
  runLink: string
  description: string
  sourceRunId: string | null
  sourceCommit: string | null
  loggedModelId: string | null
  metrics: Record<string, number>
  params: Record<string, string>
  client: string | null
  tokenId: string | null
  createdById: string
  createdByName: string
}

/** Whom a new version is of: an id, or the present name. */
export type ModelRef = { id: string } | { name: string }

export interface NewVersion {
  id: string
  model: ModelRef
  row: VersionRow
  files: readonly SourceFile[]
  tags: Record<string, string>
  digest: string
  sizeBytes: bigint
  copiedFromId: string | null
}

export interface Sealed {
  modelId: string
  modelName: string
  number: number
  state: string
  stateReason: string | null
  verdict: string | null
  createdAt: Date
  updatedAt: Date
}

/** Number, row, files and tags of a version in one statement, with the verdict that the same bytes had; null where there is no such model. */
export async function sealVersion({ tx, workspace, clock }: CommandContext, version: NewVersion) {
  const { id, model, row, files, tags, digest, sizeBytes, copiedFromId } = version
  const listed = files.map((file) => ({ path: file.path, sha256: file.sha256, sizeBytes: String(file.sizeBytes) }))
  const isMeant = 'id' in model ? Prisma.sql`m.id = ${model.id}::uuid` : Prisma.sql`m.name = ${model.name}`
  const [sealed] = await tx.$queryRaw<
    Sealed[]
  >`/* by key */ SELECT m.id AS "modelId", made.* FROM "Model" m, LATERAL register_version(m."workspaceId", m.id, ${id}::uuid,
      ${JSON.stringify(row)}::jsonb, ${JSON.stringify(listed)}::jsonb, ${JSON.stringify(tags)}::jsonb, ${digest}, ${sizeBytes}::bigint,
      ${copiedFromId}::uuid, ${clock.now()}::timestamptz) made
    WHERE m."workspaceId" = ${workspace.id}::uuid AND ${isMeant} AND m."archivedAt" IS NULL`
  return sealed === undefined ? null : { ...sealed, state: versionState.parse(sealed.state) }
}
