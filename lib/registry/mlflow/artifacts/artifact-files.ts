import { blobResponse } from '@/lib/server/blob-response'
import { blobs } from '@/lib/server/blobs'
import { requestBytes } from '@/lib/server/request-bytes'
import { runCommand } from '@/lib/server/run-command'
import { runQuery } from '@/lib/server/run-query'
import { MAX_ARTIFACT_BYTES } from '../../tracking/domain/limits'
import { deleteArtifact } from '../../tracking/use-cases/delete-artifact'
import { getArtifact } from '../../tracking/use-cases/get-artifact'
import { listArtifacts } from '../../tracking/use-cases/list-artifacts'
import { noteDownload } from '../../tracking/use-cases/note-download'
import { prepareArtifact } from '../../tracking/use-cases/prepare-artifact'
import { putArtifact } from '../../tracking/use-cases/put-artifact'
import { toWire } from '../wire-values'
import { type ArtifactCall, jsonResponse } from './artifact-call'

/** The bytes that a path names; taking those of a quarantined version leaves an event. */
export async function findBytes({ path, invocation }: ArtifactCall) {
  const { quarantine, ...file } = await runQuery(getArtifact, { ...invocation, input: { path } })
  if (quarantine !== null) {
    const input = { ...quarantine, path: file.path, sha256: file.sha256 }
    await runCommand(noteDownload, { ...invocation, input })
  }
  return { file, quarantine: quarantine?.verdict ?? null }
}

export async function sendArtifact(call: ArtifactCall): Promise<Response> {
  const { file, quarantine } = await findBytes(call)
  const response = await blobResponse(call.request, file, call.invocation.requestId)
  if (quarantine !== null) response.headers.set('x-slipway-quarantine', quarantine)
  return response
}

/** Names are the base names within the asked directory, as MLflow's own proxy answers. */
export async function sendListing({ request, invocation }: ArtifactCall): Promise<Response> {
  const path = new URL(request.url).searchParams.get('path') ?? ''
  const { items } = await runQuery(listArtifacts, { ...invocation, input: { path } })
  const files = items.map(({ name, isDirectory, sizeBytes }) => ({
    path: name,
    is_dir: isDirectory,
    file_size: sizeBytes,
  }))
  return jsonResponse(toWire({ files }) as object, invocation.requestId)
}

/** Raw bytes, hashed while they stream into the blob store; then one command names them. */
export async function receiveArtifact({ request, path, invocation }: ArtifactCall): Promise<Response> {
  await runQuery(prepareArtifact, { ...invocation, input: { path } })
  const { body, promised } = requestBytes(request, MAX_ARTIFACT_BYTES)
  const stored = await blobs().put(body, promised)
  await runCommand(putArtifact, { ...invocation, input: { path, ...stored } })
  return jsonResponse({}, invocation.requestId)
}

export async function removeArtifact({ path, invocation }: ArtifactCall): Promise<Response> {
  await runCommand(deleteArtifact, { ...invocation, input: { path } })
  return jsonResponse({}, invocation.requestId)
}
