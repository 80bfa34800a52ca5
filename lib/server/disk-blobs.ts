import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { notFound } from '@/lib/kernel/app-error'
import type { BlobStore } from './blob-store'
import { moveInto, writeHashed } from './disk-files'
import { diskParts } from './disk-parts'
import { requirePromised } from './require-promised'

const HEX = /^[0-9a-f]{64}$/

/** Entries of a folder that nothing has touched since; what vanishes meanwhile was somebody else's to remove. */
async function removeOlder(folder: string, before: Date): Promise<number> {
  let removed = 0
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (found === null || found.mtime >= before) continue
    await rm(path, { recursive: true, force: true })
    removed += 1
  }
  return removed
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
  const incoming = join(root, 'incoming')
  const uploads = join(root, 'uploads')
  const put: BlobStore['put'] = async (source, options) => {
    await mkdir(incoming, { recursive: true })
    const temporary = join(incoming, randomUUID())
    try {
      const stored = await writeHashed(source, temporary, options.maxBytes)
      requirePromised(stored, options)
      await options.beforePublish?.(stored)
      await moveInto(temporary, pathOf(stored.sha256))
      return stored
    } finally {
      await rm(temporary, { force: true })
    }
  }
  return {
    put,
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
    localPath: pathOf,
    remove: async (sha256) => rm(pathOf(sha256), { force: true }),
    addressOf: async () => null,
    parts: diskParts(uploads, put),
    sweep: async (before) => (await removeOlder(incoming, before)) + (await removeOlder(uploads, before)),
  }
}
