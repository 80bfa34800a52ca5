import type { S3Client } from './s3-client'
import type { S3Objects } from './s3-objects'
import { xmlElements, xmlText } from './xml-fields'

function isOlder(entry: string, field: string, before: Date): boolean {
  const at = Date.parse(xmlText(entry, field) ?? '')
  return Number.isFinite(at) && at < before.getTime()
}

async function abortUploads(client: S3Client, objects: S3Objects, prefix: string, before: Date): Promise<number> {
  let marker: Record<string, string> = {}
  let removed = 0
  for (;;) {
    const xml = await client.text({ method: 'GET', key: '', query: { uploads: '', prefix, ...marker } })
    for (const entry of xmlElements(xml, 'Upload')) {
      const key = xmlText(entry, 'Key')
      const uploadId = xmlText(entry, 'UploadId')
      if (key === null || uploadId === null || !key.startsWith(prefix) || !isOlder(entry, 'Initiated', before)) continue
      await objects.abort(key, uploadId)
      removed += 1
    }
    const [nextKey, nextId] = [xmlText(xml, 'NextKeyMarker'), xmlText(xml, 'NextUploadIdMarker')]
    if (xmlText(xml, 'IsTruncated') !== 'true' || !nextKey) return removed
    marker = { 'key-marker': nextKey, ...(nextId ? { 'upload-id-marker': nextId } : {}) }
  }
}

async function removeObjects(client: S3Client, objects: S3Objects, prefix: string, before: Date): Promise<number> {
  let marker: Record<string, string> = {}
  let removed = 0
  for (;;) {
    const xml = await client.text({ method: 'GET', key: '', query: { 'list-type': '2', prefix, ...marker } })
    for (const entry of xmlElements(xml, 'Contents')) {
      const key = xmlText(entry, 'Key')
      if (key === null || !key.startsWith(prefix) || !isOlder(entry, 'LastModified', before)) continue
      await objects.remove(key)
      removed += 1
    }
    const next = xmlText(xml, 'NextContinuationToken')
    if (xmlText(xml, 'IsTruncated') !== 'true' || !next) return removed
    marker = { 'continuation-token': next }
  }
}

/** Multipart uploads anywhere of Slipway's, and whole objects that gathered below `uploads/`, from before a time. */
export async function s3Sweep(client: S3Client, objects: S3Objects, prefix: string, before: Date): Promise<number> {
  const aborted =
    (await abortUploads(client, objects, `${prefix}uploads/`, before)) +
    (await abortUploads(client, objects, `${prefix}sha256/`, before))
  return aborted + (await removeObjects(client, objects, `${prefix}uploads/`, before))
}
