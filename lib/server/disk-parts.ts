import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { BlobStore, PartUploads } from './blob-store'
import { writeHashed } from './disk-files'
import { partGone, requirePromised, uploadGone } from './require-promised'

const UPLOAD = /^[0-9a-f-]{36}$/

/** `uploads/<upload>/<number>`: parts are plain files, joined by writing them through the blob store once more. */
export function diskParts(root: string, putBlob: BlobStore['put']): PartUploads {
  const folderOf = (upload: string) => {
    if (!UPLOAD.test(upload)) throw uploadGone()
    return join(root, upload)
  }
  const requireFolder = async (upload: string) => {
    const found = await stat(folderOf(upload)).catch(() => null)
    if (!found?.isDirectory()) throw uploadGone()
    return folderOf(upload)
  }

  async function* joined(folder: string, parts: readonly { number: number; etag: string }[]) {
    for (const { number, etag } of parts) {
      const path = join(folder, String(number))
      if ((await stat(path).catch(() => null)) === null) throw partGone(number)
      const hash = createHash('sha256')
      for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
        hash.update(chunk as Buffer)
        yield chunk as Buffer
      }
      if (`"sha256:${hash.digest('hex')}"` !== etag) throw partGone(number)
    }
  }

  return {
    async begin() {
      const upload = randomUUID()
      await mkdir(folderOf(upload), { recursive: true })
      return upload
    },
    async put(upload, number, source, options) {
      const folder = await requireFolder(upload)
      const temporary = join(folder, `incoming-${randomUUID()}`)
      try {
        // A part that a power cut takes is found out when the parts are joined, and sent again: no part waits for the disk.
        const stored = await writeHashed(source, temporary, options.maxBytes, false)
        requirePromised(stored, options)
        await rename(temporary, join(folder, String(number)))
        return { ...stored, etag: `"sha256:${stored.sha256}"` }
      } finally {
        await rm(temporary, { force: true })
      }
    },
    addressOf: async () => null,
    async join(upload, parts, options) {
      return putBlob(joined(await requireFolder(upload), parts), options)
    },
    discard: async (upload) => rm(folderOf(upload), { recursive: true, force: true }),
  }
}
