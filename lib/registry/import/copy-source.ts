import { setTimeout as delay } from 'node:timers/promises'
import { AppError } from '@/lib/kernel/app-error'
import type { BlobStore, StoredBlob } from '@/lib/server/blob-store'
import { EgressError } from '@/lib/server/egress-error'
import { ImportError } from '@/lib/server/import/import-error'
import type { SourceObject, SourceReader } from '@/lib/server/import/source-reader'
import { MAX_FILE_BYTES, MAX_VERSION_BYTES } from '../domain/limits'
import type { ManifestFile } from '../domain/manifest'
import { type PlannedFile, planImport } from '../domain/plan-import'

/** Waits between attempts, when trying again may help. */
const PAUSES_MS = [1000, 5000, 20_000]

function isIncomplete(error: unknown): boolean {
  return error instanceof AppError && error.details['reason'] === 'truncated_upload'
}

/** What went wrong outside, in words for who registered the version; what went wrong here is somebody else's to hear. */
function asImportError(error: unknown): ImportError | null {
  if (error instanceof ImportError) return error
  if (error instanceof EgressError)
    return new ImportError(
      error.code === 'redirected'
        ? `${error.message} Name the address of the files, or the bucket's own region.`
        : error.message,
      error.mayPass,
    )
  if (isIncomplete(error)) return new ImportError('A file ended early or changed while it was copied.', true)
  if (error instanceof AppError && error.code === 'payload_too_large') return new ImportError(error.message)
  return null
}

async function persistently<T>(work: () => Promise<T>, pausesMs: readonly number[]): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      const known = asImportError(error)
      const pauseMs = pausesMs[attempt]
      if (known === null) throw error
      if (!known.mayPass || pauseMs === undefined) throw known
      await delay(pauseMs)
    }
  }
}

interface Target {
  store: BlobStore
  pausesMs?: readonly number[]
}

/**
 * Everything at a path of a source into the blob store, one file after the other, each as it was when it was listed. Throws ImportError
 * for what the source or its address is to blame for.
 */
export async function copySource(reader: SourceReader, path: string, target: Target): Promise<ManifestFile[]> {
  const { store, pausesMs = PAUSES_MS } = target
  const plan = planImport<SourceObject>(await persistently(() => reader.list(path), pausesMs), path)
  if (!plan.ok) throw new ImportError(plan.problem)
  let left = MAX_VERSION_BYTES

  async function copy({ object }: PlannedFile<SourceObject>): Promise<StoredBlob> {
    const maxBytes = Math.min(MAX_FILE_BYTES, left)
    return store.put(await reader.read(object), { maxBytes, expectedBytes: object.sizeBytes })
  }

  const files: ManifestFile[] = []
  for (const file of plan.files) {
    const stored = await persistently(() => copy(file), pausesMs)
    left -= stored.sizeBytes
    files.push({ path: file.path, ...stored })
  }
  return files
}
