import type { Db } from '@/lib/server/database'
import { MlflowError } from '../mlflow/mlflow-error'
import { modelUuid, runIdText, runUuid } from './domain/ids'
import { subtree } from './domain/list-directory'
import { pythonJson } from './domain/python-json'
import { readTree } from './store/artifact-tree'
import { modelMetrics } from './store/read-metrics'
import { readRunSource } from './store/read-run-source'

/** What a version is made from: the files as they stand now, and what the run or logged model says of them. */
export interface SourceTree {
  /** Paths as seen from the directory that was named. */
  files: { path: string; sha256: string; sizeBytes: bigint }[]
  runId: string | null
  /** uuid */
  loggedModelId: string | null
  params: Record<string, string>
  metrics: Record<string, number>
  /** Of the program that ran. */
  commit: string | null
}

/** Values that are numbers, by name; NaN and infinities have no place in a version's facts. */
function finite(metrics: readonly { key: string; value: number | string }[]): Record<string, number> {
  const numbers = metrics.flatMap(({ key, value }) => (typeof value === 'number' ? [[key, value] as const] : []))
  return Object.fromEntries(numbers)
}

function numbersIn(metrics: Record<string, unknown>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(metrics).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  )
}

function paramRecord(params: readonly { key: string; value: string }[]): Record<string, string> {
  return Object.fromEntries(params.map(({ key, value }) => [key, value]))
}

/** The files of a run below a directory; null when there is no such run. */
export async function runTree(
  db: Db,
  workspaceId: string,
  runId: string,
  directory: string,
): Promise<SourceTree | null> {
  const id = runUuid(runId)
  if (id === null) return null
  const run = await readRunSource(db, workspaceId, id)
  if (!run) return null
  const { files, params, metrics, commit } = run
  return { files: subtree(files, directory), runId, loggedModelId: null, params, metrics: numbersIn(metrics), commit }
}

/** The files of a logged model; null when there is none. One whose upload failed cannot become a version. */
export async function loggedModelTree(db: Db, workspaceId: string, modelId: string): Promise<SourceTree | null> {
  const id = modelUuid(modelId)
  if (id === null) return null
  // The lock keeps files from changing until the caller has sealed them (outside a transaction it is gone at once).
  await db.$queryRaw`SELECT 1 FROM "LoggedModel" WHERE "workspaceId" = ${workspaceId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`
  const where = { workspaceId_id: { workspaceId, id } }
  const model = await db.loggedModel.findUnique({ where, include: { params: true } })
  if (!model || model.deletedAt !== null) return null
  if (model.status === 'UPLOAD_FAILED')
    throw new MlflowError('INVALID_PARAMETER_VALUE', `The upload of logged model ${modelId} failed. Log it again.`)
  const own = { params: paramRecord(model.params), metrics: finite((await modelMetrics(db, [id])).get(id) ?? []) }
  const runId = model.sourceRunId === null ? null : runIdText(model.sourceRunId)
  const run = runId === null ? null : await runTree(db, workspaceId, runId, '')
  const isEmpty = (values: object) => Object.keys(values).length === 0
  return {
    files: await readTree(db, workspaceId, id),
    runId,
    loggedModelId: id,
    // Programs that log to the run alone mean its model all the same.
    params: isEmpty(own.params) ? (run?.params ?? {}) : own.params,
    metrics: isEmpty(own.metrics) ? (run?.metrics ?? {}) : own.metrics,
    commit: run?.commit ?? null,
  }
}

interface RegisteredAs {
  versionId: string
  modelName: string
  number: number
}

const TAG = 'mlflow.modelVersions'

function namesIn(text: string | undefined): unknown[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}

/** From now on the logged model's files are immutable; its tag names the version, as clients expect. */
export async function noteRegistration(
  tx: Db,
  workspaceId: string,
  loggedModelId: string,
  { versionId, modelName, number }: RegisteredAs,
): Promise<void> {
  const owner = { workspaceId, modelId: loggedModelId }
  await tx.loggedModelRegistration.createMany({ data: [{ ...owner, versionId }], skipDuplicates: true })
  const key = { ...owner, key: TAG }
  const before = await tx.loggedModelTag.findUnique({ where: { workspaceId_modelId_key: key } })
  const names = [...namesIn(before?.value), { name: modelName, version: number }]
  const value = pythonJson(names)
  await tx.loggedModelTag.upsert({
    where: { workspaceId_modelId_key: key },
    create: { ...key, value },
    update: { value },
  })
}
