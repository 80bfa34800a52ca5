import type { UploadState } from './upload-contract'

/** A file as its sender has it. */
export interface PartSource {
  sizeBytes: number
  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>
}

/** How browser and command line reach the server. Errors carry the HTTP `status`, 0 when nothing answered. */
export interface UploadLine {
  /** Answers the upload that is open for this file already, if there is one. */
  open(): Promise<UploadState>
  sendPart(upload: UploadState, part: OutgoingPart, onSent: (bytes: number) => void): Promise<void>
  complete(upload: UploadState, partDigests: string[]): Promise<void>
  wait(ms: number): Promise<void>
}

export interface OutgoingPart {
  number: number
  bytes: Uint8Array<ArrayBuffer>
  sha256: string
}

export interface UploadProgress {
  sentBytes: number
  /** Of those, what was there from an earlier try. */
  keptBytes: number
  totalBytes: number
}

const LANES = 3
const ATTEMPTS = 10

async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function statusOf(error: unknown): number | null {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : null
}

/** A broken line, a busy or restarting server: tried again for about three minutes. Refusals are final. */
export async function persist<T>(line: Pick<UploadLine, 'wait'>, action: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await action()
    } catch (error) {
      const status = statusOf(error)
      const passes = status === 0 || status === 408 || status === 429 || (status !== null && status >= 500)
      if (!passes || attempt === ATTEMPTS) throw error
      await line.wait(Math.min(30_000, 500 * 2 ** (attempt - 1)))
    }
  }
}

/**
 * Sends a file in parts and makes it whole. What the server holds from an earlier try is compared by digest, not believed, and not sent
 * again; so a killed program or a reloaded page goes on where it stopped, and another file of the same name and size replaces it.
 */
export async function uploadInParts(
  source: PartSource,
  line: UploadLine,
  onProgress: (progress: UploadProgress) => void,
): Promise<void> {
  const upload = await persist(line, () => line.open())
  const kept = new Map(upload.parts.map((part) => [part.number, part.sha256]))
  const digests: string[] = new Array(upload.partCount)
  const progress = { sentBytes: 0, keptBytes: 0, totalBytes: source.sizeBytes }
  let next = 1

  async function sendOne(number: number): Promise<void> {
    const start = (number - 1) * upload.partBytes
    const bytes = await source.read(start, Math.min(start + upload.partBytes, source.sizeBytes))
    const sha256 = await sha256Of(bytes)
    digests[number - 1] = sha256
    const before = { sent: 0 }
    const report = (sent: number) => {
      progress.sentBytes += sent - before.sent
      before.sent = sent
      onProgress({ ...progress })
    }
    if (kept.get(number) === sha256) progress.keptBytes += bytes.byteLength
    else await persist(line, () => line.sendPart(upload, { number, bytes, sha256 }, report))
    report(bytes.byteLength)
  }

  async function lane(): Promise<void> {
    while (next <= upload.partCount) {
      const number = next
      next += 1
      await sendOne(number)
    }
  }

  await Promise.all(Array.from({ length: LANES }, lane))
  await persist(line, () => line.complete(upload, digests))
}
