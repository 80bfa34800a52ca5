import type { Db } from '@/lib/server/database'
import type { ModelVersion, VersionFile } from '@/prisma/generated/client'
import type { ImportAddress } from '../domain/import-address'
import { readVersionSource } from '../domain/version-source'
import { findImportSource } from '../import/find-import-source'
import { loggedModelTree, runTree } from '../tracking/source-tree'
import { doesNotExist, invalidParameter } from './mlflow-error'
import { findModelId, modelNotFound, versionNotFound } from './names'

export interface SourceFile {
  path: string
  sha256: string
  sizeBytes: bigint
}

/** The bytes that a source names, by digest, and what is known of where they come from. */
export interface ResolvedSource {
  files: SourceFile[]
  runId: string | null
  /** As a UUID. */
  loggedModelId: string | null
  metrics: Record<string, number>
  params: Record<string, string>
  commit: string | null
  copiedFrom: (ModelVersion & { files: VersionFile[] }) | null
  /** Its files are still there and have to be copied; null: they are here. */
  importSourceId: string | null
}

function refused(source: string, why: string): Error {
  return invalidParameter(`Invalid model version source: '${source}'. ${why}`)
}

async function copySource(
  db: Db,
  workspaceId: string,
  source: string,
  { modelName, number, alias }: { modelName: string; number: number | null; alias: string | null },
): Promise<ResolvedSource> {
  const modelId = await findModelId(db, workspaceId, modelName)
  if (modelId === null) throw modelNotFound(modelName)
  const named =
    alias === null
      ? null
      : await db.modelAlias.findUnique({ where: { workspaceId_modelId_name: { workspaceId, modelId, name: alias } } })
  const wanted = number ?? named?.number
  if (wanted === undefined) throw invalidParameter(`Registered model alias ${alias ?? ''} not found.`)
  const origin = await db.modelVersion.findUnique({
    where: { workspaceId_modelId_number: { workspaceId, modelId, number: wanted } },
    include: { files: true },
  })
  if (!origin || origin.state === 'ARCHIVED') throw versionNotFound(modelName, wanted)
  if (origin.state !== 'READY' && origin.state !== 'QUARANTINED')
    throw refused(source, `Version ${wanted} of ${modelName} is not ready yet or was refused.`)
  return {
    files: origin.files,
    runId: origin.sourceRunId,
    loggedModelId: null,
    metrics: origin.metrics as Record<string, number>,
    params: origin.params as Record<string, string>,
    commit: origin.sourceCommit,
    copiedFrom: origin,
    importSourceId: null,
  }
}

const NOTHING_YET = {
  files: [],
  runId: null,
  loggedModelId: null,
  metrics: {},
  params: {},
  commit: null,
  copiedFrom: null,
}

async function remoteSource(
  db: Db,
  workspaceId: string,
  source: string,
  address: ImportAddress | null,
): Promise<ResolvedSource> {
  const isNoFile = address !== null && address.path === '' && address.scheme.startsWith('http')
  if (address === null || isNoFile)
    throw refused(
      source,
      'An import source opens s3://bucket/folder, gs://bucket/folder and https://host/file, without query, fragment, empty segments or % in a key.',
    )
  const found = await findImportSource(db, workspaceId, address)
  if (found === null)
    throw refused(
      source,
      'No import source of this workspace covers it. Log the model to Slipway and register it from there, or ask an administrator to add the import source.',
    )
  return { ...NOTHING_YET, importSourceId: found.id }
}

/** What bytes a client's source stands for. Nothing is opened here: what an import source covers is copied by a job. */
export async function resolveVersionSource(db: Db, workspaceId: string, source: string): Promise<ResolvedSource> {
  const meaning = readVersionSource(source)
  switch (meaning.kind) {
    case 'copy':
      return copySource(db, workspaceId, source, meaning)
    case 'remote':
      return remoteSource(db, workspaceId, source, meaning.address)
    case 'run': {
      const tree = await runTree(db, workspaceId, meaning.runId, meaning.directory)
      if (!tree) throw doesNotExist(`Run with id=${meaning.runId} not found`)
      return { ...tree, copiedFrom: null, importSourceId: null }
    }
    case 'logged-model': {
      const tree = await loggedModelTree(db, workspaceId, meaning.modelId)
      if (!tree) throw doesNotExist(`Logged model with ID '${meaning.modelId}' not found.`)
      return { ...tree, copiedFrom: null, importSourceId: null }
    }
    case 'refused':
      throw refused(
        source,
        'Name the artifacts of a run or a logged model (runs:/…, mlflow-artifacts:/…, models:/…); no path is opened for a client.',
      )
  }
}
