import { AppError, notFound } from '@/lib/kernel/app-error'
import type { Db } from '@/lib/server/database'
import { requireFilePath } from '../../require-file-path'
import { type ArtifactPlace, findArtifactPlace } from '../domain/artifact-root'
import { modelIdText, modelUuid, runIdText, runUuid } from '../domain/ids'
import { registrationsOf } from './registrations'

/** Where the files of a run begin, as clients write it; null when there is no such run. */
export async function runRoot(db: Db, workspaceId: string, runId: string): Promise<string | null> {
  const id = runUuid(runId)
  const where = { workspaceId_id: { workspaceId, id: id ?? '' } }
  const run = id === null ? null : await db.trackingRun.findUnique({ where, select: { experiment: true } })
  return run === null ? null : `${run.experiment}/${runId}/artifacts`
}

/** The same of a logged model. */
export async function loggedModelRoot(db: Db, workspaceId: string, modelId: string): Promise<string | null> {
  const id = modelUuid(modelId)
  const where = { workspaceId_id: { workspaceId, id: id ?? '' }, deletedAt: null }
  const model = id === null ? null : await db.loggedModel.findUnique({ where, select: { experiment: true } })
  return model === null ? null : `${model.experiment}/models/${modelId}/artifacts`
}

/** The place that a path names, if its run, logged model or version is one of this workspace; else 404 like any other unknown. */
export async function needPlace(db: Db, workspaceId: string, rawPath: string): Promise<ArtifactPlace> {
  const place = findArtifactPlace(requireFilePath(rawPath))
  if (place === null || !(await isThere(db, workspaceId, place))) throw notFound('artifact')
  return place
}

async function isThere(db: Db, workspaceId: string, place: ArtifactPlace): Promise<boolean> {
  if (place.kind === 'version') {
    const where = { workspaceId_id: { workspaceId, id: place.versionId } }
    const version = await db.modelVersion.findUnique({ where, select: { state: true } })
    return version !== null && version.state !== 'ARCHIVED'
  }
  const where = { workspaceId_id: { workspaceId, id: place.ownerId }, experiment: place.experiment }
  const owner =
    place.kind === 'run'
      ? await db.trackingRun.findUnique({ where, select: { id: true } })
      : await db.loggedModel.findUnique({ where: { ...where, deletedAt: null }, select: { id: true } })
  return owner !== null
}

export type MutablePlace = Exclude<ArtifactPlace, { kind: 'version' }>

function immutable(message: string): AppError {
  return new AppError('forbidden', { message, details: { reason: 'immutable' } })
}

/** Refuses a change of what is sealed: a version, or a logged model that a version was made from; and of a deleted run. */
export async function requireMutable(db: Db, workspaceId: string, place: ArtifactPlace): Promise<MutablePlace> {
  if (place.kind === 'version')
    throw immutable('The files of a registered version are immutable. Register a new version for other content.')
  if (place.kind === 'run') {
    const run = await db.trackingRun.findUnique({ where: { id: place.ownerId }, select: { lifecycle: true } })
    if (run?.lifecycle === 'active') return place
    throw new AppError('invalid', {
      message: `The run ${runIdText(place.ownerId)} must be in the 'active' state. Current state is deleted.`,
    })
  }
  const registered = (await registrationsOf(db, workspaceId, [place.ownerId])).get(place.ownerId)?.[0]
  if (registered === undefined) return place
  const id = modelIdText(place.ownerId)
  throw immutable(`Model ${id} is registered as ${registered.name} version ${registered.number} and immutable.`)
}

/** The same inside a change: the owner's row stays locked, so that no registration can pass it. */
export async function lockMutable(db: Db, workspaceId: string, rawPath: string): Promise<MutablePlace> {
  const place = await needPlace(db, workspaceId, rawPath)
  if (place.kind === 'run')
    await db.$queryRaw`SELECT 1 FROM "TrackingRun" WHERE id = ${place.ownerId}::uuid FOR NO KEY UPDATE`
  if (place.kind === 'logged-model')
    await db.$queryRaw`SELECT 1 FROM "LoggedModel" WHERE id = ${place.ownerId}::uuid FOR NO KEY UPDATE`
  return requireMutable(db, workspaceId, place)
}
