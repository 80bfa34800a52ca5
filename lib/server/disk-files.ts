import { createHash } from 'node:crypto'
import { mkdir, open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { StoredBlob } from './blob-store'
import { requireSize } from './require-promised'

/** Writes and hashes at once. `durable`: returns only after the bytes are on the disk. */
export async function writeHashed(
  source: AsyncIterable<Uint8Array>,
  path: string,
  maxBytes: number,
  durable = true,
): Promise<StoredBlob> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of source) {
      sizeBytes += chunk.byteLength
      requireSize(sizeBytes, maxBytes)
      hash.update(chunk)
      await file.writeFile(chunk)
    }
    if (durable) await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: hash.digest('hex'), sizeBytes }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A file appears under its name whole or not at all, and stays there after a power cut. */
export async function moveInto(temporary: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await rename(temporary, path)
  await syncFolder(dirname(path))
}
