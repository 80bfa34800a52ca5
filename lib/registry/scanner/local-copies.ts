import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { BlobStore } from '@/lib/server/blob-store'

/** Files as the scanner needs them: on this machine. What the store keeps elsewhere is fetched for the time of the scan. */
export class LocalCopies {
  private folder: string | null = null

  constructor(
    private readonly store: BlobStore,
    private readonly root: string,
  ) {}

  /** Where the bytes of a digest are, or null when the store does not have them. */
  async pathOf(sha256: string): Promise<string | null> {
    if (!(await this.store.has(sha256))) return null
    const path = this.store.localPath?.(sha256)
    if (path !== undefined) return path
    if (this.folder === null) {
      await mkdir(this.root, { recursive: true, mode: 0o700 })
      this.folder = await mkdtemp(join(this.root, 'scan-'))
    }
    const copy = join(this.folder, sha256)
    await pipeline(await this.store.open(sha256), createWriteStream(copy, { mode: 0o600 }))
    return copy
  }

  async remove(): Promise<void> {
    if (this.folder !== null) await rm(this.folder, { recursive: true, force: true })
  }
}
