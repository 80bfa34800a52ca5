import type { CommandContext } from '@/lib/server/operation'
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

export interface NewVersion {
  id: string
  modelId: string
  row: VersionRow
  files: readonly SourceFile[]
  tags: Record<string, string>
  digest: string
  sizeBytes: bigint
  copiedFromId: string | null
}

export interface Sealed {
  modelName: string
  number: number
  state: string
  stateReason: string | null
  verdict: string | null
  createdAt: Date
  updatedAt: Date
}

/** Number, row, files and tags of a version in one statement, with the verdict that the same bytes had; null where the model is gone. */
export async function sealVersion({ tx, workspace, clock }: CommandContext, version: NewVersion) {
  const { id, modelId, row, files, tags, digest, sizeBytes, copiedFromId } = version
  const listed = files.map((file) => ({ path: file.path, sha256: file.sha256, sizeBytes: String(file.sizeBytes) }))
  const [sealed] = await tx.$queryRaw<
    Sealed[]
  >`/* by key */ SELECT * FROM register_version(${workspace.id}::uuid, ${modelId}::uuid, ${id}::uuid,
    ${JSON.stringify(row)}::jsonb, ${JSON.stringify(listed)}::jsonb, ${JSON.stringify(tags)}::jsonb, ${digest}, ${sizeBytes}::bigint,
    ${copiedFromId}::uuid, ${clock.now()}::timestamptz)`
  return sealed === undefined ? null : { ...sealed, state: versionState.parse(sealed.state) }
}
