import { notFound } from '@/lib/kernel/app-error'
import { systemClock } from '@/lib/kernel/clock'
import { blobs } from '@/lib/server/blobs'
import { database } from '@/lib/server/database'
import { readJsonBody } from '@/lib/server/request-body'
import { requestBytes } from '@/lib/server/request-bytes'
import { runCommand } from '@/lib/server/run-command'
import { runQuery } from '@/lib/server/run-query'
import { baseName } from '../../tracking/domain/base-name'
import { MAX_ARTIFACT_BYTES, MAX_PART_BYTES, MAX_PARTS, UPLOAD_LIFETIME_MS } from '../../tracking/domain/limits'
import { abortArtifactUpload } from '../../tracking/use-cases/abort-artifact-upload'
import { completeArtifactUpload } from '../../tracking/use-cases/complete-artifact-upload'
import { createArtifactUpload } from '../../tracking/use-cases/create-artifact-upload'
import { prepareArtifact } from '../../tracking/use-cases/prepare-artifact'
import { prepareArtifactJoin } from '../../tracking/use-cases/prepare-artifact-join'
import { MlflowError } from '../mlflow-error'
import { RequestFields } from '../request-fields'
import { type ArtifactCall, jsonResponse } from './artifact-call'
import { requireSignature, signAddress } from './signed-address'

const BODY_LIMIT = 8 * 1024 * 1024
/** How long a bucket's own part addresses work; ours end with the upload. */
const BUCKET_ADDRESS_SEC = 900
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

interface Asked {
  fields: RequestFields
  /** The directory of the address and the base name of the client's local file: nothing else of its path counts. */
  path: string
}

async function readAsked({ request, path }: ArtifactCall): Promise<Asked> {
  const body = await readJsonBody(request, BODY_LIMIT)
  const fields = new RequestFields(body as Record<string, unknown>)
  const name = encodeURIComponent(baseName(fields.needText('path')))
  return { fields, path: path === '' ? name : `${path}/${name}` }
}

/** One address per part: the bucket's own where the store has one, else ours. */
export async function createMultipart(call: ArtifactCall): Promise<Response> {
  const { request, invocation } = call
  const { fields, path } = await readAsked(call)
  const partCount = fields.int('num_parts') ?? 1
  // The words are MLflow's: clients fall back to one PUT when a message begins with them.
  if (partCount > MAX_PARTS)
    throw new MlflowError(
      'NOT_IMPLEMENTED',
      `Multipart upload is not supported for the current artifact repository: at most ${MAX_PARTS} parts are taken.`,
    )
  await runQuery(prepareArtifact, { ...invocation, input: { path } })
  const { parts } = blobs()
  const storeName = await parts.begin()
  const input = { path, partCount, storeName }
  const { uploadId } = await runCommand(createArtifactUpload, { ...invocation, input })
  const expiresAt = systemClock.now().getTime() + UPLOAD_LIFETIME_MS
  const numbers = Array.from({ length: partCount }, (_, index) => index + 1)
  const credentials = await Promise.all(
    numbers.map(async (number) => ({
      url:
        (await parts.addressOf(storeName, number, BUCKET_ADDRESS_SEC)) ??
        signAddress(request, { method: 'PUT', path: `/mpu/part/${uploadId}/${number}`, expiresAt }),
      part_number: number,
      headers: {},
    })),
  )
  return jsonResponse({ upload_id: uploadId, credentials }, invocation.requestId)
}

/** One part by its signed address; the client sends no credentials here. */
export async function receivePart(request: Request, path: string, requestId: string): Promise<Response> {
  const nowMs = systemClock.now().getTime()
  requireSignature(request, 'PUT', `/mpu/part/${path}`, nowMs)
  const [uploadId = '', text = ''] = path.split('/')
  const upload = UUID.test(uploadId) ? await database().artifactUpload.findUnique({ where: { id: uploadId } }) : null
  if (upload?.state !== 'OPEN' || nowMs - upload.createdAt.getTime() > UPLOAD_LIFETIME_MS) throw notFound('upload')
  const { body, promised } = requestBytes(request, MAX_PART_BYTES)
  const part = await blobs().parts.put(upload.storeName, Number(text), body, promised)
  return jsonResponse({}, requestId, { etag: part.etag })
}

/** Joins the parts, hashing the whole on the way; a repeated call finds the file named and answers the same. */
export async function completeMultipart(call: ArtifactCall): Promise<Response> {
  const { invocation } = call
  const { fields, path } = await readAsked(call)
  const uploadId = fields.needText('upload_id')
  const parts = fields
    .items('parts')
    .map((part) => ({ number: part.int('part_number') ?? 0, etag: part.needText('etag') }))
  const input = { path, uploadId, parts }
  const { isComplete, storeName } = await runQuery(prepareArtifactJoin, { ...invocation, input })
  if (!isComplete) {
    const stored = await blobs().parts.join(storeName, parts, { maxBytes: MAX_ARTIFACT_BYTES })
    await runCommand(completeArtifactUpload, { ...invocation, input: { path, uploadId, ...stored } })
  }
  return jsonResponse({}, invocation.requestId)
}

export async function abortMultipart(call: ArtifactCall): Promise<Response> {
  const { fields, path } = await readAsked(call)
  const input = { path, uploadId: fields.needText('upload_id') }
  await runCommand(abortArtifactUpload, { ...call.invocation, input })
  return jsonResponse({}, call.invocation.requestId)
}
