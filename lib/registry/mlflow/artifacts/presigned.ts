import { notFound } from '@/lib/kernel/app-error'
import { systemClock } from '@/lib/kernel/clock'
import { blobResponse } from '@/lib/server/blob-response'
import { blobs } from '@/lib/server/blobs'
import { type ArtifactCall, jsonResponse } from './artifact-call'
import { findBytes } from './artifact-files'
import { requireSignature, signAddress } from './signed-address'

const FOR_SEC = 900

interface Addressed {
  path: string
  sha256: string
  sizeBytes: string
}

/** Where anybody may fetch these very bytes for a quarter of an hour: from the bucket itself, else from us. */
export async function presignedDownload(request: Request | null, file: Addressed) {
  const fileName = file.path.split('/').at(-1) ?? 'file'
  const expiresAt = systemClock.now().getTime() + FOR_SEC * 1000
  const path = `/signed/${file.sha256}/${file.sizeBytes}/${encodeURIComponent(fileName)}`
  const url =
    (await blobs().addressOf(file.sha256, { fileName, forSec: FOR_SEC })) ??
    signAddress(request, { method: 'GET', path, expiresAt })
  return { url, headers: {}, file_size: Number(file.sizeBytes) }
}

export async function sendPresigned(call: ArtifactCall): Promise<Response> {
  const { file } = await findBytes(call)
  return jsonResponse(await presignedDownload(call.request, file), call.invocation.requestId)
}

/** Bytes by a signed address, whole or in ranges. */
export async function sendSigned(request: Request, path: string, requestId: string): Promise<Response> {
  requireSignature(request, 'GET', `/signed/${path}`, systemClock.now().getTime())
  const [sha256 = '', sizeBytes = '', name = ''] = path.split('/')
  if (!(await blobs().has(sha256))) throw notFound('artifact')
  return blobResponse(request, { path: decodeURIComponent(name), sha256, sizeBytes }, requestId)
}
