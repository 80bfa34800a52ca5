import { notFound } from '@/lib/kernel/app-error'
import { requireAccess } from '@/lib/server/access'
import { database } from '@/lib/server/database'
import { runRoot } from '../../tracking/store/artifact-place'
import { runNotFound } from '../../tracking/store/read-runs'
import { findModelId, modelNotFound, versionNotFound } from '../names'
import { RequestFields } from '../request-fields'
import { type ArtifactCall, answering, guardedCall } from './artifact-call'
import { sendArtifact } from './artifact-files'

function fieldsOf(request: Request): RequestFields {
  return new RequestFields(Object.fromEntries(new URL(request.url).searchParams))
}

/** A file's path as the artifact endpoints take it. */
function below(root: string, path: string): string {
  return `${root}/${path.split('/').map(encodeURIComponent).join('/')}`
}

type Locate = (fields: RequestFields, workspaceId: string) => Promise<string>

const inRun: Locate = async (fields, workspaceId) => {
  const runId = fields.needRunId()
  const root = await runRoot(database(), workspaceId, runId)
  if (root === null) throw runNotFound(runId)
  return below(root, fields.needText('path'))
}

const inVersion: Locate = async (fields, workspaceId) => {
  const name = fields.needText('name')
  const number = fields.needVersion()
  const modelId = await findModelId(database(), workspaceId, name)
  if (modelId === null) throw modelNotFound(name)
  const where = { workspaceId_modelId_number: { workspaceId, modelId, number } }
  const version = await database().modelVersion.findUnique({ where, select: { id: true } })
  if (!version) throw versionNotFound(name, number)
  return below(`model-versions/${version.id}`, fields.needText('path'))
}

async function send(call: ArtifactCall, locate: Locate): Promise<Response> {
  const { principal, workspace } = call.invocation
  if (workspace === null) throw notFound('workspace')
  // Rights come before names are looked up: who may not do this learns nothing about what exists.
  requireAccess(principal, 'registry:download', workspace)
  return sendArtifact({ ...call, path: await locate(fieldsOf(call.request), workspace) })
}

function handler(locate: Locate): (request: Request) => Promise<Response> {
  return (request) => answering(async (requestId) => send(await guardedCall(request, requestId, '', true), locate))
}

/** Site-root addresses that MLflow's own pages use. */
export const handleRunArtifact = handler(inRun)
export const handleVersionArtifact = handler(inVersion)
