import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError, notFound } from '@/lib/kernel/app-error'
import type { BlobStore, PutOptions, StoredBlob } from './blob-store'

const HEX = /^[0-9a-f]{64}$/

function refusal(reason: string, message: string): AppError {
  return new AppError('invalid', { message, details: { reason } })
}

function requirePromised(stored: StoredBlob, options: PutOptions): void {
  const { expectedBytes, expectedSha256 } = options
  if (expectedBytes !== null && expectedBytes !== undefined && expectedBytes !== stored.sizeBytes)
    throw refusal(
      'truncated_upload',
      `${stored.sizeBytes} of ${expectedBytes} bytes arrived; nothing was kept. Upload again.`,
    )
  if (expectedSha256 !== null && expectedSha256 !== undefined && expectedSha256 !== stored.sha256)
    throw refusal(
      'digest_mismatch',
      `The bytes have the digest ${stored.sha256}, not the promised one; nothing was kept.`,
    )
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Writes and hashes at once; returns only after the bytes are on the disk. */
async function writeHashed(source: AsyncIterable<Uint8Array>, path: string, maxBytes: number): Promise<StoredBlob> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of source) {
      sizeBytes += chunk.byteLength
      if (sizeBytes > maxBytes)
        throw new AppError('payload_too_large', { message: `The file is larger than ${maxBytes} bytes.` })
      hash.update(chunk)
      await file.writeFile(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: hash.digest('hex'), sizeBytes }
}

/** `sha256/<first 2 hex>/<64 hex>` below the root; a blob appears by rename, whole or not at all. */
export function diskBlobs(root: string): BlobStore {
  const pathOf = (sha256: string) => {
    if (!HEX.test(sha256)) throw notFound('blob')
    return join(root, 'sha256', sha256.slice(0, 2), sha256)
  }
  const sizeOf = async (sha256: string) => {
    const found = await stat(pathOf(sha256)).catch(() => null)
    return found?.isFile() ? found.size : null
  }
  return {
    async put(source, options) {
      const folder = join(root, 'incoming')
      await mkdir(folder, { recursive: true })
      const temporary = join(folder, randomUUID())
      try {
        const stored = await writeHashed(source, temporary, options.maxBytes)
        requirePromised(stored, options)
        const path = pathOf(stored.sha256)
        await mkdir(dirname(path), { recursive: true })
        await rename(temporary, path)
        await syncFolder(dirname(path))
        return stored
      } finally {
        await rm(temporary, { force: true })
      }
    },
    has: async (sha256) => (await sizeOf(sha256)) !== null,
    async open(sha256, range = {}) {
      if ((await sizeOf(sha256)) === null) throw notFound('blob')
      return createReadStream(pathOf(sha256), range)
    },
    async size(sha256) {
      const size = await sizeOf(sha256)
      if (size === null) throw notFound('blob')
      return size
    },
    remove: async (sha256) => rm(pathOf(sha256), { force: true }),
  }
}
