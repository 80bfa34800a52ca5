import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { UploadState } from '@/lib/registry/upload-contract'
import { persist, type UploadLine, type UploadProgress, uploadInParts } from '@/lib/registry/upload-in-parts'
import type { ApiClient } from '../api-client'

/** Smaller files go up in one request. */
const IN_PARTS_FROM = 16 * 1024 * 1024

export interface LocalFile {
  path: string
  name: string
  sizeBytes: number
  sha256: string
}

export async function readLocalFile(path: string): Promise<LocalFile> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Buffer)
  return { path, name: basename(path), sizeBytes: (await stat(path)).size, sha256: hash.digest('hex') }
}

const octets = (sha256: string) => ({ 'content-type': 'application/octet-stream', 'x-content-sha256': sha256 })

function lineOf(api: ApiClient, versionId: string, file: LocalFile): UploadLine {
  const { name, sizeBytes, sha256 } = file
  return {
    wait,
    open: () => api.post<UploadState>(`/registry/versions/${versionId}/uploads`, { path: name, sizeBytes, sha256 }),
    sendPart: async (upload, part) => {
      await api.put(`/registry/uploads/${upload.id}/parts/${part.number}`, part.bytes, octets(part.sha256))
    },
    complete: async (upload, parts) => {
      await api.post(`/registry/uploads/${upload.id}/complete`, { sha256, parts })
    },
  }
}

/** Gives a version one file of this machine; a large one goes on where an earlier try stopped. */
export async function sendFile(
  api: ApiClient,
  versionId: string,
  file: LocalFile,
  onProgress: (progress: UploadProgress) => void,
): Promise<void> {
  const handle = await open(file.path, 'r')
  const read = async (start: number, end: number) => {
    const bytes = new Uint8Array(end - start)
    await handle.read(bytes, 0, bytes.length, start)
    return bytes
  }
  try {
    const line = lineOf(api, versionId, file)
    if (file.sizeBytes >= IN_PARTS_FROM)
      return await uploadInParts({ sizeBytes: file.sizeBytes, read }, line, onProgress)
    const where = `/registry/versions/${versionId}/files/${encodeURIComponent(file.name)}`
    const bytes = await read(0, file.sizeBytes)
    await persist(line, () => api.put(where, bytes, octets(file.sha256)))
  } finally {
    await handle.close()
  }
}
