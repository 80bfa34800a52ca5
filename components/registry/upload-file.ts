import { fetchJson } from '@/components/api/fetch-json'
import { fileOutput } from '@/lib/registry/contract'
import { uploadOutput } from '@/lib/registry/upload-contract'
import { persist, type UploadLine, type UploadProgress, uploadInParts } from '@/lib/registry/upload-in-parts'
import { putBytes } from './put-bytes'

interface Upload {
  workspace: string
  versionId: string
  file: File
  onProgress: (progress: UploadProgress) => void
  /** The line is broken or the server busy; it is tried again by itself. */
  onWait: () => void
  /** Breaks it off; parts that have arrived stay there. */
  signal: AbortSignal
}

/** Smaller files go up in one request. */
const IN_PARTS_FROM = 16 * 1024 * 1024

function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })
}

function lineOf({ workspace, versionId, file, onWait, signal }: Upload): UploadLine {
  return {
    open: () =>
      fetchJson(`/api/v1/registry/versions/${versionId}/uploads`, {
        method: 'POST',
        workspace,
        body: { path: file.name, sizeBytes: file.size },
        output: uploadOutput,
        signal,
      }),
    sendPart: (upload, { number, bytes, sha256 }, onSent) =>
      putBytes(`/api/v1/registry/uploads/${upload.id}/parts/${number}`, workspace, bytes, { sha256, onSent, signal }),
    async complete(upload, parts) {
      const path = `/api/v1/registry/uploads/${upload.id}/complete`
      await fetchJson(path, { method: 'POST', workspace, body: { parts }, output: fileOutput, signal })
    },
    wait(ms) {
      onWait()
      return waitFor(ms, signal)
    },
  }
}

/** Gives a version one file; a large one goes up in parts and goes on where an earlier try stopped. */
export async function uploadFile(upload: Upload): Promise<void> {
  const { workspace, versionId, file, onProgress, signal } = upload
  const line = lineOf(upload)
  if (file.size >= IN_PARTS_FROM) {
    const read = async (start: number, end: number) => new Uint8Array(await file.slice(start, end).arrayBuffer())
    return uploadInParts({ sizeBytes: file.size, read }, line, onProgress)
  }
  const onSent = (sentBytes: number) => onProgress({ sentBytes, keptBytes: 0, totalBytes: file.size })
  const where = `/api/v1/registry/versions/${versionId}/files/${encodeURIComponent(file.name)}`
  await persist(line, () => putBytes(where, workspace, file, { onSent, signal }))
}
